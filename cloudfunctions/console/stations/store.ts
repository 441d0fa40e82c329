import type { ImplausiblePrices } from '@palm/shared/api/console/stations'
import { type EpochMs, later } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { PolicyRefusal } from '@palm/shared/staff/policy/permit'
import { applySheet, NOTICE_MS, rowsByStation } from '@palm/shared/station/apply-sheet'
import { type PriceLeap, priceLeaps } from '@palm/shared/station/price-leap'
import type { SheetNozzle } from '@palm/shared/station/sheet'
import type { Station } from '@palm/shared/station/station'
import type { Database } from '../../database/session'
import { stations } from '../../documents/stations'
import type { OperatorCaller } from '../../edge/identity/operator-caller'
import { placeOf } from '../places'

export interface Importing {
  readonly rows: readonly SheetNozzle[]
  /** Whether implausible prices are meant. */
  readonly confirmed: boolean
  readonly caller: Pick<OperatorCaller, 'permit'>
  readonly nowMs: EpochMs
}

/** More than a person would read. */
const LEAPS_MAX = 50

/**
 * Imports every station of the rows, or none; changes of known ones begin after `NOTICE_MS`. A
 * station that moves to another region has to be within the caller's reach in both.
 */
export const importRows = (
  database: Database,
  { caller, confirmed, nowMs, rows }: Importing,
): Promise<Result<readonly Station[], ImplausiblePrices | PolicyRefusal>> =>
  database.transaction(async (transaction) => {
    const changed: Station[] = []
    const leaps: PriceLeap[] = []
    for (const [id, own] of rowsByStation(rows)) {
      const before = await transaction.get(stations, id)
      const after = applySheet(before, own, before ? later(nowMs, NOTICE_MS) : nowMs)
      const permitted = caller.permit([...(before ? [placeOf(before)] : []), placeOf(after)])
      if (!permitted.ok) return permitted
      leaps.push(...priceLeaps(before, own, id, nowMs))
      changed.push(after)
    }
    if (leaps.length > 0 && !confirmed) {
      return refuse({ code: 'sheet/implausible-prices', leaps: leaps.slice(0, LEAPS_MAX) })
    }
    for (const after of changed) await transaction.put(stations, after)
    return ok(changed)
  })
