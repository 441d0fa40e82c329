import type { ClaimableView } from '@palm/shared/api/coupon'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../components/input/action-button'
import { CouponCard } from '../../components/domain/coupon-card'
import { Empty } from '../../components/state/empty'
import { Notice } from '../../components/state/notice'
import { WhenLoaded } from '../../components/state/when-loaded'
import type { CouponsStore } from './coupons-store'
import { untilWords } from '@palm/client/words/benefits/coupon-rules'
import { wordsFor } from '@palm/client/words/refusals/refusals'

/** Coupons that can be claimed, or the reason why not. */
export const Centre = observer(function Centre({ coupons }: { coupons: CouponsStore }) {
  const { claimable, refusal } = coupons
  return (
    <WhenLoaded
      loaded={claimable}
      skeleton={[2, 2, 2]}
      onRetry={() => void coupons.load()}
      isEmpty={(value) => value.length === 0}
      empty={<Empty title='现在没有券可领' hint='有新的会放在这里' />}
    >
      {(value) => (
        <View>
          {refusal && <Notice tone='danger' words={wordsFor(refusal.refusal)} id='claim-refused' />}
          {value.map((one) => (
            <CouponCard key={one.templateId} rules={one} hint={hintOf(one)}>
              <ClaimButton one={one} coupons={coupons} />
            </CouponCard>
          ))}
        </View>
      )}
    </WhenLoaded>
  )
})

const ClaimButton = observer(function ClaimButton(props: {
  readonly one: ClaimableView
  readonly coupons: CouponsStore
}) {
  const { coupons, one } = props
  if (one.refusal) return <View className='coupons__state'>{claimedWords(one.refusal.code)}</View>
  return (
    <ActionButton
      id={`claim-${one.templateId.slice('coupon-template:'.length)}`}
      kind='small'
      label='领取'
      loading={coupons.claiming === one.templateId}
      disabled={coupons.claiming !== null && coupons.claiming !== one.templateId}
      onTap={() => void coupons.claim(one.templateId)}
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

function hintOf({ condition, days, left }: ClaimableView): string {
  const until = days === null ? untilWords(condition) : `${days} 天有效`
  return left === null ? until : `${until} · 剩 ${left} 张`
}
