import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import { applySheet, rowsByStation } from '@palm/shared/station/apply-sheet'
import type { SheetNozzle } from '@palm/shared/station/sheet'
import type { Station, StationId } from '@palm/shared/station/station'
import type { Database } from '../kit/database/session'
import { stations } from '../kit/documents/stations'

export interface StationStore {
  station(id: StationId): Promise<Station | null>
  /** All stations, as they were at most half a minute ago: for lists, never for a price to be paid. */
  catalogue(): Promise<readonly Station[]>
  /** Every station of the rows, or none. */
  importRows(rows: readonly SheetNozzle[]): Promise<readonly Station[]>
}

/** The service gives at most this many documents at once; more stations than that need pages. */
const CATALOGUE_MAX = 1_000
const CATALOGUE_KEPT_MS = 30 * SECOND_MS

export function openStationStore(database: Database, clock: () => EpochMs): StationStore {
  let kept: { readonly stations: readonly Station[]; readonly atMs: EpochMs } | null = null

  return {
    station: (id) => database.get(stations, id),

    async catalogue() {
      const nowMs = clock()
      if (kept && nowMs - kept.atMs < CATALOGUE_KEPT_MS) return kept.stations
      const found = await database.find(stations, { where: {}, limit: CATALOGUE_MAX })
      kept = { stations: found, atMs: nowMs }
      return found
    },

    async importRows(rows) {
      const nowMs = clock()
      const imported = await database.transaction(async (transaction) => {
        const changed: Station[] = []
        for (const [id, own] of rowsByStation(rows)) {
          const after = applySheet(await transaction.get(stations, id), own, nowMs)
          await transaction.put(stations, after)
          changed.push(after)
        }
        return changed
      })
      kept = null
      return imported
    },
  }
}
