import type { ClaimableView } from '@palm/shared/api/coupon'
import type { StationView } from '@palm/shared/api/station'
import type { CouponKind } from '@palm/shared/coupon/coupon'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../components/input/action-button'
import { Chips } from '../../components/input/chips'
import { CouponCard } from '../../components/domain/coupon-card'
import { Empty } from '../../components/state/empty'
import { Notice } from '../../components/state/notice'
import { WhenLoaded } from '../../components/state/when-loaded'
import { openStationsFor } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import type { AccountStore } from '../../stores/account-store'
import type { CouponsStore } from './coupons-store'
import { RechargeOffers } from './recharge-offers'
import { distance } from '../../words/distances'
import { KIND_WORDS, untilWords } from '@palm/client/words/benefits/coupon-rules'
import { wordsFor } from '@palm/client/words/refusals/refusals'

interface CentreProps {
  readonly coupons: CouponsStore
  readonly account: AccountStore
}

type Category = CouponKind | 'all' | 'recharge'

/** Coupons that can be claimed, or the reason why not, by category; and what a recharge brings. */
export const Centre = observer(function Centre({ account, coupons }: CentreProps) {
  const { stations } = useStores()
  const [chosen, choose] = useState<Category>('all')
  const { claimable, refusal } = coupons
  const offers = account.view?.isOffered ? account.view.offers : []
  return (
    <WhenLoaded
      loaded={claimable}
      skeleton={[2, 2, 2]}
      onRetry={() => void coupons.load()}
      isEmpty={(value) => value.length === 0 && offers.length === 0}
      empty={<Empty title='现在没有券可领' hint='有新的会放在这里' />}
    >
      {(value) => (
        <View>
          <Categories
            kinds={coupons.kinds}
            hasOffers={offers.length > 0}
            chosen={chosen}
            onChoose={choose}
          />
          {refusal && <Notice tone='danger' words={wordsFor(refusal.refusal)} id='claim-refused' />}
          {value
            .filter(({ kind }) => chosen === 'all' || kind === chosen)
            .map((one) => (
              <CouponCard
                key={one.templateId}
                rules={one}
                hint={hintOf(one)}
                near={nearWords(stations.nearestFor(one.condition.stationIds))}
              >
                <ClaimButton one={one} coupons={coupons} />
              </CouponCard>
            ))}
          {(chosen === 'all' || chosen === 'recharge') && <RechargeOffers offers={offers} />}
        </View>
      )}
    </WhenLoaded>
  )
})

interface CategoriesProps {
  readonly kinds: readonly CouponKind[]
  readonly hasOffers: boolean
  readonly chosen: Category
  readonly onChoose: (category: Category) => void
}

/** Only where there is something to choose between. */
function Categories({ chosen, hasOffers, kinds, onChoose }: CategoriesProps) {
  const own = kinds.map((kind) => ({ value: kind as Category, label: KIND_WORDS[kind] }))
  const recharge = hasOffers ? [{ value: 'recharge' as Category, label: '充值优惠' }] : []
  const chips = [...own, ...recharge]
  if (chips.length < 2) return null
  const all = { value: 'all' as Category, label: '全部' }
  return <Chips name='category' chips={[all, ...chips]} chosen={chosen} onChoose={onChoose} />
}

const ClaimButton = observer(function ClaimButton(props: {
  readonly one: ClaimableView
  readonly coupons: CouponsStore
}) {
  const { stations } = useStores()
  const { coupons, one } = props
  const { templateId, title } = one
  const name = templateId.slice('coupon-template:'.length)
  if (one.refusal) {
    const free = coupons.freeOf(templateId)
    if (!free) return <View className='coupons__state'>{claimedWords(one.refusal.code)}</View>
    const { stationIds } = free.condition
    return (
      <View className='coupons__actions'>
        <ActionButton
          id={`use-${name}`}
          kind='small'
          label='去加油'
          onTap={() => void openStationsFor(stations, { title, stationIds })}
        />
        <View className='coupons__state'>{claimedWords(one.refusal.code)}</View>
      </View>
    )
  }
  return (
    <ActionButton
      id={`claim-${name}`}
      kind='small'
      label='领取'
      loading={coupons.claiming === templateId}
      onTap={() => void coupons.claim(templateId)}
    />
  )
})

const claimedWords = (code: NonNullable<ClaimableView['refusal']>['code']): string =>
  ({
    'coupon/id-taken': '请再点一次',
    'coupon/claimed-before': '已领取',
    'coupon/too-many-kinds': '种类已满',
    'coupon/claim-over': '已结束',
    'coupon/sold-out': '已领完',
    'coupon/member-limit': '已领取',
    'coupon/day-limit': '明天再来',
    'coupon/pocket-full': '券包已满',
  })[code]

/** `最近的站 850 m`; nothing where the driver's position is unknown. */
const nearWords = (near: StationView | null): string | null =>
  near && near.distanceM !== null ? `最近的站 ${distance(near.distanceM)}` : null

function hintOf({ condition, days, left }: ClaimableView): string {
  const until = days === null ? untilWords(condition) : `${days} 天有效`
  return left === null ? until : `${until} · 剩 ${left} 张`
}
