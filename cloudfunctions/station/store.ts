import type { ImplausiblePrices } from '@palm/shared/api/station'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { type EpochMs, later, SECOND_MS } from '@palm/shared/kernel/instant'
import { applySheet, NOTICE_MS, rowsByStation } from '@palm/shared/station/apply-sheet'
import { type PriceLeap, priceLeaps } from '@palm/shared/station/price-leap'
import type { SheetNozzle } from '@palm/shared/station/sheet'
import type { Station, StationId } from '@palm/shared/station/station'
import type { Database } from '../database/session'
import { stations } from '../documents/stations'

export interface StationStore {
  station(id: StationId): Promise<Station | null>
  /** All stations, at most half a minute old: for lists, never for a price to be paid. */
  catalogue(): Promise<readonly Station[]>
  /**
   * Imports every station of the rows, or none; changes of known ones begin after `NOTICE_MS`. Without `confirmed` implausible prices are refused.
   */
  importRows(
    rows: readonly SheetNozzle[],
    confirmed: boolean,
  ): Promise<Result<readonly Station[], ImplausiblePrices>>
}

/** The service's limit per query; more stations than that need pages. */
const CATALOGUE_MAX = 1_000
/** More than a person would read. */
const LEAPS_MAX = 50
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

    async importRows(rows, confirmed) {
      const nowMs = clock()
      const imported = await database.transaction(async (transaction) => {
        const changed: Station[] = []
        const leaps: PriceLeap[] = []
        for (const [id, own] of rowsByStation(rows)) {
          const before = await transaction.get(stations, id)
          leaps.push(...priceLeaps(before, own, id, nowMs))
          changed.push(applySheet(before, own, before ? later(nowMs, NOTICE_MS) : nowMs))
        }
        if (leaps.length > 0 && !confirmed) {
          return refuse({ code: 'sheet/implausible-prices', leaps: leaps.slice(0, LEAPS_MAX) })
        }
        for (const after of changed) await transaction.put(stations, after)
        return ok(changed)
      })
      kept = null
      return imported
    },
  }
}
