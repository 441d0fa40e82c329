import type { CouponView } from '@palm/shared/api/coupon'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../components/input/action-button'
import { CouponCard } from '../../components/domain/coupon-card'
import { Empty } from '../../components/state/empty'
import { Notice } from '../../components/state/notice'
import { WhenLoaded } from '../../components/state/when-loaded'
import { openOrder, openStations } from '../../navigation'
import type { CouponsStore } from './coupons-store'
import type { GivingStore } from './giving-store'
import { untilWords } from '@palm/client/words/benefits/coupon-rules'
import { wordsFor } from '@palm/client/words/refusals/refusals'

/** 券包: usable and past coupons. */
export const Pocket = observer(function Pocket(props: {
  readonly coupons: CouponsStore
  readonly giving: GivingStore
}) {
  const { coupons, giving } = props
  const { live, past, pocket } = coupons
  return (
    <WhenLoaded loaded={pocket} skeleton={[2, 2]} onRetry={() => void coupons.load()}>
      {() => (
        <View>
          {giving.refusal && (
            <Notice tone='danger' words={wordsFor(giving.refusal)} id='giving-refused' />
          )}
          {live.length === 0 && <Empty title='还没有能用的券' hint='去领券中心看看' />}
          {live.map((coupon, place) => (
            <CouponCard key={coupon.couponId} rules={coupon} hint={untilWords(coupon.condition)}>
              <UseButton coupon={coupon} place={place} giving={giving} />
            </CouponCard>
          ))}
          {past.length > 0 && <View className='coupons__over'>用过和过期的</View>}
          {past.map((coupon) => (
            <CouponCard key={coupon.couponId} rules={coupon} hint={pastWords(coupon)} isOver />
          ))}
        </View>
      )}
    </WhenLoaded>
  )
})

/** A held coupon opens its order, an offered one its card. */
const UseButton = observer(function UseButton(props: {
  readonly coupon: CouponView
  /** Position in the list; identifies its buttons. */
  readonly place: number
  readonly giving: GivingStore
}) {
  const { coupon, giving, place } = props
  const { couponId, state, transferable } = coupon
  const give = (label: string) => (
    <ActionButton
      id={`give-${place}`}
      kind='small'
      label={label}
      loading={giving.busy === couponId}
      onTap={() => void giving.give(coupon)}
    />
  )
  if (state.at === 'offered') return give('转赠中')
  if (state.at === 'held') {
    const { orderId } = state
    return <ActionButton kind='small' label='订单占用' onTap={() => void openOrder(orderId)} />
  }
  return (
    <View className='coupons__actions'>
      <ActionButton kind='small' label='去用' onTap={() => void openStations()} />
      {transferable && <View className='coupons__second'>{give('转赠')}</View>}
    </View>
  )
})

const pastWords = ({ state }: CouponView): string =>
  state.at === 'used' ? `已用，省了 ${formatYuan(state.amountFen)}` : '已过期'
