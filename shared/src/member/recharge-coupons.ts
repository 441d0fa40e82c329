import type { CouponPocket } from '../coupon/claim'
import type { Coupon, CouponId, CouponTemplateId } from '../coupon/coupon'
import { type Gift, give } from '../coupon/give'
import { withdrawn } from '../coupon/withdraw'
import type { EpochMs } from '../kernel/instant'
import { worthMaxFen } from '../pricing/rules/reduction'
import type { StoredValueAccount } from '../stored-value/account'
import type { GiftCoupon, SpentCoupon } from '../stored-value/recharge/gift-coupon'
import { hasMoney, type RechargeId } from '../stored-value/recharge/recharge'
import type { Member } from './member'
import { memberFull } from './member-size'

/** 充值送券: key that makes the coupons of a recharge idempotent and identifiable on refund. */
export const rechargeGiftKey = (id: RechargeId): string => id

/** The member is owed the coupons that a recharge brings: they come with the next quote, or look at the pocket. */
export function owingCoupons(
  member: Member,
  rechargeId: RechargeId,
  couponTemplateIds: readonly CouponTemplateId[],
  givenAtMs: EpochMs,
): Member {
  if (couponTemplateIds.length === 0) return member
  const gift = { key: rechargeGiftKey(rechargeId), couponTemplateIds, givenAtMs }
  return { ...member, loyalty: { ...member.loyalty, owed: [...member.loyalty.owed, gift] } }
}

/** A coupon of a recharge: its template, and its number in a pocket. */
export interface RechargeCoupon {
  readonly templateId: CouponTemplateId
  readonly couponId: CouponId
}

/** Withdraws unused coupons: owed ones, and free or offered ones in the pocket. */
export function withoutCoupons(
  member: Member,
  rechargeId: RechargeId,
  coupons: readonly RechargeCoupon[],
  nowMs: EpochMs,
): Member {
  if (coupons.length === 0) return member
  const templateIds = coupons.map(({ templateId }) => templateId)
  const owed = member.loyalty.owed
    .map((gift) =>
      gift.key === rechargeGiftKey(rechargeId)
        ? {
            ...gift,
            couponTemplateIds: gift.couponTemplateIds.filter((id) => !templateIds.includes(id)),
          }
        : gift,
    )
    .filter(({ couponTemplateIds }) => couponTemplateIds.length > 0)
  const couponIds = coupons.map(({ couponId }) => couponId)
  return {
    ...member,
    pocket: withdrawn(member.pocket, couponIds, nowMs),
    loyalty: { ...member.loyalty, owed },
  }
}

/**
 * Adds owed coupons to the pocket; null if there is no room. Recharges record which coupons they
 * brought.
 */
export function givenOwed(member: Member, owed: readonly Gift[], nowMs: EpochMs): Member | null {
  const pocket = memberFull(member) ? null : give(member.pocket, owed, nowMs)
  if (!pocket) return null
  const storedValue = withGiftCoupons(member.storedValue, (coupons, id) => {
    const fresh = owed.filter(
      ({ couponId, key }) =>
        key === rechargeGiftKey(id) && !coupons.some((known) => known.couponId === couponId),
    )
    return fresh.length === 0 ? coupons : [...coupons, ...fresh.map(giftCouponOf)]
  })
  return { ...member, pocket, storedValue, loyalty: { ...member.loyalty, owed: [] } }
}

const giftCouponOf = ({ couponId, template }: Gift): GiftCoupon => ({
  couponId,
  templateId: template.id,
  worthFen: worthMaxFen(template.reduction),
  funding: template.funding,
  spent: null,
  chargedFen: null,
})

/** The member after orders changed the pocket: recharges record the state of their coupons. */
export function withPocket(member: Member, pocket: CouponPocket): Member {
  if (pocket === member.pocket) return member
  const storedValue = withGiftCoupons(member.storedValue, (coupons) =>
    replaced(coupons, (coupon) => {
      const lying = pocket.coupons.find(({ id }) => id === coupon.couponId)
      return lying ? spentIn(coupon, lying) : coupon.spent
    }),
  )
  return { ...member, pocket, storedValue }
}

function spentIn({ worthFen }: GiftCoupon, { state }: Coupon): SpentCoupon | null {
  if (state.at === 'used') return { worthFen: state.amountFen }
  return state.at === 'held' ? { worthFen } : null
}

/** The giver after a coupon was accepted: recharges record that it left the pocket. */
export function withHandedOn(member: Member, pocket: CouponPocket, couponId: CouponId): Member {
  const storedValue = withGiftCoupons(member.storedValue, (coupons) =>
    replaced(coupons, (coupon) =>
      coupon.couponId === couponId ? { worthFen: coupon.worthFen } : coupon.spent,
    ),
  )
  return { ...member, pocket, storedValue }
}

function replaced(
  coupons: readonly GiftCoupon[],
  spentOf: (coupon: GiftCoupon) => SpentCoupon | null,
): readonly GiftCoupon[] {
  const next = coupons.map((coupon) => {
    const spent = spentOf(coupon)
    return isSameSpent(spent, coupon.spent) ? coupon : { ...coupon, spent }
  })
  return next.every((coupon, index) => coupon === coupons[index]) ? coupons : next
}

const isSameSpent = (a: SpentCoupon | null, b: SpentCoupon | null): boolean =>
  (a === null) === (b === null) && a?.worthFen === b?.worthFen

/** The identical account if no coupon of a recharge changed. */
function withGiftCoupons(
  account: StoredValueAccount,
  change: (coupons: readonly GiftCoupon[], id: RechargeId) => readonly GiftCoupon[],
): StoredValueAccount {
  const recharges = account.recharges.map((recharge) => {
    const gift = hasMoney(recharge) ? recharge.state.gift : null
    if (!hasMoney(recharge) || gift === null) return recharge
    const coupons = change(gift.coupons, recharge.id)
    return coupons === gift.coupons
      ? recharge
      : { ...recharge, state: { ...recharge.state, gift: { ...gift, coupons } } }
  })
  const isSame = recharges.every((recharge, index) => recharge === account.recharges[index])
  return isSame ? account : { ...account, recharges }
}
