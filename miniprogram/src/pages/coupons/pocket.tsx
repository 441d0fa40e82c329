import type { CouponView } from '@palm/shared/api/coupon'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../components/input/action-button'
import { CouponCard } from '../../components/domain/coupon-card'
import { Empty } from '../../components/state/empty'
import { Notice } from '../../components/state/notice'
import { WhenLoaded } from '../../components/state/when-loaded'
import { Chips } from '../../components/input/chips'
import { openOrder, openStationsFor } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import type { CouponsStore } from './coupons-store'
import type { GivingStore } from './giving-store'
import { untilWords } from '@palm/client/words/benefits/coupon-rules'
import { wordsFor } from '@palm/client/words/refusals/refusals'

type Shelf = 'live' | 'soon' | 'past'

const NOTHING: Readonly<Record<Shelf, { readonly title: string; readonly hint: string }>> = {
  live: { title: '还没有能用的券', hint: '去领券中心看看' },
  soon: { title: '没有快到期的券', hint: '三天内到期的会放在这里' },
  past: { title: '还没有用过的券', hint: '加油时会自动用最省的' },
}

/** 券包: usable and past coupons. */
export const Pocket = observer(function Pocket(props: {
  readonly coupons: CouponsStore
  readonly giving: GivingStore
}) {
  const { coupons, giving } = props
  const [shelf, setShelf] = useState<Shelf>('live')
  const { live, past, pocket, soon } = coupons
  const shown = { live, soon, past }[shelf]
  const chips = [
    { value: 'live', label: `可用 ${live.length}` },
    { value: 'soon', label: `快到期 ${soon.length}` },
    { value: 'past', label: '用过和过期' },
  ] as const
  return (
    <WhenLoaded loaded={pocket} skeleton={[2, 2]} onRetry={() => void coupons.load()}>
      {() => (
        <View>
          {giving.refusal && (
            <Notice tone='danger' words={wordsFor(giving.refusal)} id='giving-refused' />
          )}
          <Chips name='pocket' chips={chips} chosen={shelf} onChoose={setShelf} />
          {shown.length === 0 && <Empty {...NOTHING[shelf]} />}
          {shown.map((coupon, place) =>
            shelf === 'past' ? (
              <CouponCard key={coupon.couponId} rules={coupon} hint={pastWords(coupon)} isOver />
            ) : (
              <CouponCard key={coupon.couponId} rules={coupon} hint={untilWords(coupon.condition)}>
                <UseButton coupon={coupon} place={place} giving={giving} />
              </CouponCard>
            ),
          )}
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
  const { stations } = useStores()
  const { condition, couponId, state, title, transferable } = coupon
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
      <ActionButton
        id={`use-${place}`}
        kind='small'
        label='去用'
        onTap={() => void openStationsFor(stations, { title, stationIds: condition.stationIds })}
      />
      {transferable && <View className='coupons__second'>{give('转赠')}</View>}
    </View>
  )
})

const pastWords = ({ state }: CouponView): string =>
  state.at === 'used' ? `已用，省了 ${formatYuan(state.amountFen)}` : '已过期'
