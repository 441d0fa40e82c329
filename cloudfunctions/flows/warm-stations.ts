import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import type { Station, StationId } from '@palm/shared/station/station'

/** Less than `NOTICE_MS` by more than clocks of instances differ. */
const KEPT_MS = 30 * SECOND_MS

/** Stations that one instance keeps; more are read again. */
const KEPT_MAX = 500

export type FindStation = (id: StationId) => Promise<Station | null>

/**
 * Stations of a warm instance, read again after half a minute. Prices and numbers are nevertheless
 * those of the instant: a change begins `NOTICE_MS` after it is saved, so that an instance has read
 * it before it holds. Names and addresses may be half a minute old.
 */
export function openWarmStations(read: FindStation, clock: () => EpochMs): FindStation {
  const kept = new Map<StationId, { readonly station: Station; readonly atMs: EpochMs }>()
  return async (id) => {
    const nowMs = clock()
    const known = kept.get(id)
    if (known && nowMs - known.atMs < KEPT_MS) return known.station
    const station = await read(id)
    kept.delete(id)
    if (!station) return null
    if (kept.size >= KEPT_MAX) kept.clear()
    kept.set(id, { station, atMs: nowMs })
    return station
  }
}
