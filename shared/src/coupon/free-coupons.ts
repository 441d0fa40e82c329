import { businessDay, type EpochMs } from '../kernel/instant'
import type { StationId } from '../station/station'
import type { CouponPocket } from './claim'
import type { Coupon } from './coupon'
import { returned } from './transfer'
import { freeFuelCoupons } from './use'

/** Fuel coupons that an order placed now or later could use, the first to expire first. */
export const usableCoupons = (pocket: CouponPocket, nowMs: EpochMs): readonly Coupon[] =>
  freeFuelCoupons(returned(pocket, nowMs))
    .filter((coupon) => nowMs < endOf(coupon))
    .sort((a, b) => endOf(a) - endOf(b))

export const isAcceptedAt = ({ condition: { stationIds } }: Coupon, station: StationId): boolean =>
  stationIds === null || stationIds.includes(station)

/** The day on which the first of these coupons expire, and how many do; null if none ever does. */
export function expiringFirst(
  coupons: readonly Coupon[],
): { readonly coupons: number; readonly atMs: EpochMs } | null {
  const ends = coupons.flatMap(({ condition: { toMs } }) => toMs ?? [])
  if (ends.length === 0) return null
  const atMs = ends.reduce((first, end) => (end < first ? end : first))
  // A coupon that ends at midnight is good until the end of the day before.
  const lastDay = (end: EpochMs) => businessDay((end - 1) as EpochMs)
  return { atMs, coupons: ends.filter((end) => lastDay(end) === lastDay(atMs)).length }
}

const endOf = ({ condition: { toMs } }: Coupon): number => toMs ?? Number.MAX_SAFE_INTEGER
