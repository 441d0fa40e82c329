import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import type { Station } from '@palm/shared/station/station'
import type { Database } from '../database/session'
import { stations } from '../documents/stations'

/** The service's limit per query; more stations than that need pages. */
const CATALOGUE_MAX = 1_000
const CATALOGUE_KEPT_MS = 30 * SECOND_MS

/** All stations, at most half a minute old: for lists, never for a price to be paid. */
export type Catalogue = () => Promise<readonly Station[]>

/** The catalogue of a warm instance. */
export function openCatalogue(database: Database, clock: () => EpochMs): Catalogue {
  let kept: { readonly stations: readonly Station[]; readonly atMs: EpochMs } | null = null

  return async () => {
    const nowMs = clock()
    if (kept && nowMs - kept.atMs < CATALOGUE_KEPT_MS) return kept.stations
    const found = await database.find(stations, { where: {}, limit: CATALOGUE_MAX })
    kept = { stations: found, atMs: nowMs }
    return found
  }
}
