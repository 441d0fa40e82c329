import { withdrawn } from '../coupon/withdraw'
import type { EpochMs } from '../kernel/instant'
import type { Member } from './member'

export interface GiftBack {
  readonly member: Member
  /** Whether all of it went: what an order has or somebody else stays, and does not come again. */
  readonly isWhole: boolean
}

/** Takes a gift back whose reason has fallen away: what is owed, and what lies free in the pocket. */
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
