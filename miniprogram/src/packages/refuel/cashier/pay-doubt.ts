import type { StationView } from '@palm/shared/api/station'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { stationClock } from '@palm/shared/kernel/station-clock'
import { distanceM } from '@palm/shared/station/distance'
import { openingAt } from '@palm/shared/station/opening'
import type { TooMuch } from './habits'
import type { Location } from '@palm/shared/station/station'

/** Reasons to ask once before paying: the driver may be in front of another station. */
export interface PayDoubt {
  readonly isClosed: boolean
  /** Set if the driver is too far away to stand at a pump. */
  readonly awayM: number | null
  /** Set if the amount is more than this driver's vehicle takes, or is used to. */
  readonly tooMuch: TooMuch | null
}

/** A forecourt and the error of a location together. */
export const AT_STATION_M = 300

/** Null if there is no reason to ask. Without a location nobody is asked about the distance. */
export function payDoubt(
  station: StationView,
  from: Location | null,
  nowMs: EpochMs,
): Omit<PayDoubt, 'tooMuch'> | null {
  const isClosed = openingAt(station.openingHours, stationClock(nowMs))?.at === 'closed'
  const metres = from === null ? 0 : distanceM(from, station)
  const awayM = metres > AT_STATION_M ? metres : null
  return isClosed || awayM !== null ? { isClosed, awayM } : null
}
