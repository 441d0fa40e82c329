import { creditsOf } from '../contract/settle'
import { usableCoupons } from '../coupon/free-coupons'
import { type Fen, fen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { type Points, points } from '../kernel/points'
import { levelEnd } from '../level/level-end'
import type { LevelPolicy } from '../level/level'
import { hasMoney } from '../stored-value/recharge/recharge'
import type { Member } from './member'
import { memberAt } from './member-at'

/** A loss at an instant, if the member does nothing. */
export type Expiring =
  | { readonly kind: 'points'; readonly points: Points; readonly atMs: EpochMs }
  | {
      readonly kind: 'coupons'
      readonly title: string
      readonly coupons: number
      readonly atMs: EpochMs
    }
  | { readonly kind: 'gift'; readonly amountFen: Fen; readonly atMs: EpochMs }
  /** The level becomes a lower one unless the member refuels. */
  | {
      readonly kind: 'level'
      readonly name: string
      readonly nextName: string
      readonly atMs: EpochMs
    }

/** All of it in one list, the first to expire first. Things of one kind and instant are one entry. */
export function expiringOf(
  member: Member,
  levels: LevelPolicy | null,
  nowMs: EpochMs,
): readonly Expiring[] {
  const now = memberAt(member, nowMs)
  const entries = [
    ...pointsOf(now, nowMs),
    ...couponsOf(now, nowMs),
    ...giftsOf(now, nowMs),
    ...levelOf(now, levels, nowMs),
  ]
  return entries.sort((a, b) => a.atMs - b.atMs)
}

function pointsOf({ loyalty }: Member, nowMs: EpochMs): Expiring[] {
  const lots = loyalty.points.lots.filter(
    ({ expiresAtMs, left }) => left > 0 && expiresAtMs > nowMs,
  )
  return summed(lots.map(({ expiresAtMs, left }) => [expiresAtMs, left])).map(([atMs, sum]) => ({
    kind: 'points',
    points: points(sum),
    atMs,
  }))
}

function couponsOf({ pocket }: Member, nowMs: EpochMs): Expiring[] {
  const entries = new Map<string, Extract<Expiring, { kind: 'coupons' }>>()
  for (const { condition, title } of usableCoupons(pocket, nowMs)) {
    const atMs = condition.toMs
    if (atMs === null) continue
    const key = `${atMs} ${title}`
    const coupons = (entries.get(key)?.coupons ?? 0) + 1
    entries.set(key, { kind: 'coupons', title, coupons, atMs })
  }
  return [...entries.values()]
}

function giftsOf({ storedValue }: Member, nowMs: EpochMs): Expiring[] {
  const gifts = storedValue.recharges.filter(hasMoney).flatMap(({ state: { gift, left } }) => {
    const atMs = gift?.expiresAtMs ?? null
    const isDue = atMs !== null && atMs > nowMs && left.giftFen > 0
    return isDue ? [[atMs, left.giftFen] as const] : []
  })
  return summed(gifts).map(([atMs, sum]) => ({ kind: 'gift', amountFen: fen(sum), atMs }))
}

function levelOf({ contracts, loyalty }: Member, policy: LevelPolicy | null, nowMs: EpochMs) {
  const end = policy && levelEnd(loyalty.growth, creditsOf(contracts), policy, nowMs)
  return end ? [{ kind: 'level', ...end } as const] : []
}

/** Amounts by their instant. */
function summed(amounts: readonly (readonly [EpochMs, number])[]): readonly [EpochMs, number][] {
  const sums = new Map<EpochMs, number>()
  for (const [atMs, amount] of amounts) sums.set(atMs, (sums.get(atMs) ?? 0) + amount)
  return [...sums]
}
