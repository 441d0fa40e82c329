import type { EpochMs } from '../kernel/instant'
import type { FenPerLitre } from '../kernel/volume'
import { type GradeId, GRADES } from './grade'
import { priceAt } from './nozzle-on-sale'
import type { SheetNozzle } from './sheet'
import type { Station, StationId } from './station'

/** No fuel has been sold at a pump for less or more than this, in fen a litre. */
const LEAST = 300
const MOST = 2_000

/** In one step, in percent of what stands at the pump now. */
const LEAP_PERCENT = 30

/** A price that is more likely a slip of a finger than meant. */
export interface PriceLeap {
  readonly stationId: StationId
  readonly gradeName: string
  /** Current pump price; null if there is none. */
  readonly before: FenPerLitre | null
  readonly after: FenPerLitre
}

/** Prices of a sheet that somebody has to look at twice, once for each grade of a station. */
export function priceLeaps(
  before: Station | null,
  rows: readonly SheetNozzle[],
  stationId: StationId,
  nowMs: EpochMs,
): readonly PriceLeap[] {
  const seen = new Set<string>()
  return rows.flatMap(({ gradeId, pumpPrice }): PriceLeap[] => {
    const key = `${gradeId}:${pumpPrice}`
    if (seen.has(key)) return []
    seen.add(key)
    const now = before && pumpPriceAt(before, gradeId, nowMs)
    const isStrange = pumpPrice < LEAST || pumpPrice > MOST
    const isLeap = now !== null && Math.abs(pumpPrice - now) * 100 > now * LEAP_PERCENT
    const gradeName = GRADES[gradeId].name
    return isStrange || isLeap ? [{ stationId, gradeName, before: now, after: pumpPrice }] : []
  })
}

const pumpPriceAt = (station: Station, gradeId: GradeId, nowMs: EpochMs): FenPerLitre | null =>
  priceAt(station, gradeId, nowMs)?.pumpPrice ?? null
