import { withdrawn } from '../coupon/withdraw'
import type { EpochMs } from '../kernel/instant'
import type { Member } from './member'

export interface GiftBack {
  readonly member: Member
  /**
   * Whether the whole gift was withdrawn: coupons held by an order or given away stay, and the gift
   * is not granted again.
   */
  readonly isWhole: boolean
}

/** Withdraws a gift whose reason no longer applies: owed coupons, and free ones in the pocket. */
export function withoutGift(
  member: Member,
  { couponCount, key }: { readonly key: string; readonly couponCount: number },
  nowMs: EpochMs,
): GiftBack {
  const { loyalty, pocket } = member
  if (loyalty.owed.some((gift) => gift.key === key)) {
    const owed = loyalty.owed.filter((gift) => gift.key !== key)
    return { member: { ...member, loyalty: { ...loyalty, owed } }, isWhole: true }
  }
  const given = pocket.coupons.filter(({ givenFor }) => givenFor === key)
  const lying = given.filter(({ state }) => state.at === 'free' || state.at === 'offered')
  const ids = lying.map(({ id }) => id)
  return {
    member: ids.length === 0 ? member : { ...member, pocket: withdrawn(pocket, ids, nowMs) },
    isWhole: lying.length === couponCount,
  }
}
