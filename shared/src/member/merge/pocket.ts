import type { ClaimCount, CouponPocket } from '../../coupon/claim'
import type { EpochMs } from '../../kernel/instant'

/** Coupons of both; claims of a template are counted together, since they are one person's. */
export const joinedPockets = (into: CouponPocket, from: CouponPocket): CouponPocket => ({
  coupons: [...into.coupons, ...from.coupons],
  claims: from.claims.reduce((all, claim) => counted(all, claim, 1), into.claims),
})

/** Of a joint pocket, the coupons that came; their claims as they were counted then. */
export function pocketFrom(joint: CouponPocket, came: CouponPocket): CouponPocket {
  const ids = new Set(came.coupons.map(({ id }) => id))
  return { coupons: joint.coupons.filter(({ id }) => ids.has(id)), claims: came.claims }
}

export const pocketWithout = (joint: CouponPocket, part: CouponPocket): CouponPocket => ({
  coupons: joint.coupons.filter((one) => !part.coupons.includes(one)),
  claims: part.claims
    .reduce((all, claim) => counted(all, claim, -1), joint.claims)
    .filter(({ count }) => count > 0),
})

/** Whether every coupon that came is as it was, or has ended by itself. */
export const pocketUntouched = (joint: CouponPocket, came: CouponPocket, nowMs: EpochMs): boolean =>
  came.coupons.every(({ condition, id, state }) => {
    const now = joint.coupons.find((one) => one.id === id)
    if (now) return JSON.stringify(now.state) === JSON.stringify(state)
    const hasEnded = condition.toMs !== null && condition.toMs <= nowMs
    return hasEnded || state.at === 'used' || state.at === 'withdrawn'
  })

/** The counts of a day add up while both are of that day; else the later day stands. */
function counted(
  claims: readonly ClaimCount[],
  claim: ClaimCount,
  way: 1 | -1,
): readonly ClaimCount[] {
  const known = claims.find(({ templateId }) => templateId === claim.templateId)
  if (!known) return way === 1 ? [...claims, claim] : claims
  const count = known.count + way * claim.count
  const today =
    known.day === claim.day
      ? { dayCount: Math.max(0, known.dayCount + way * claim.dayCount) }
      : way === 1 && known.day < claim.day
        ? { day: claim.day, dayCount: claim.dayCount }
        : {}
  const next = { ...known, count: Math.max(0, count), ...today }
  return claims.map((one) => (one === known ? next : one))
}
