import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { StationRole } from '@palm/shared/staff/role'
import type { Staff, StaffId } from '@palm/shared/staff/staff'
import type { Target } from '@palm/shared/staff/policy/grant'
import type { PolicyRefusal } from '@palm/shared/staff/policy/permit'
import type { StationId } from '@palm/shared/station/station'
import type { Database } from '../../database/session'
import { staff } from '../../documents/staff'
import type { OperatorCaller } from '../../edge/identity/operator-caller'
import { placesOf, type Reader } from '../places'

type EmployRefusal = { readonly code: 'staff/unknown' } | PolicyRefusal

/** The service's limit per query; an operator with more people needs pages. */
const STAFF_MAX = 1_000

/** All staff, current and removed. */
export const everybody = (database: Database): Promise<Staff[]> =>
  database.find(staff, { where: {}, limit: STAFF_MAX })

export interface Employing {
  readonly id: StaffId
  readonly change: (staff: Staff) => Staff
  /** Stations that the change is about, if not all those of the person. */
  readonly about?: (staff: Staff) => readonly StationId[]
}

/**
 * Changes a person's document. The caller has to reach all of their stations, those before and those
 * after, unless the change is about less.
 */
export const employ = (
  database: Database,
  caller: Pick<OperatorCaller, 'permit'>,
  { about, change, id }: Employing,
): Promise<Result<Staff, EmployRefusal>> =>
  database.transaction(async (transaction) => {
    const before = await transaction.get(staff, id)
    if (!before) return refuse({ code: 'staff/unknown' })
    const after = change(before)
    for (const one of [before, after]) {
      const target = about
        ? await placesOf(transaction, about(before))
        : await workplaces(transaction, one.role, one.stationIds)
      const permitted = caller.permit(target)
      if (!permitted.ok) return permitted
    }
    if (after !== before) await transaction.put(staff, after)
    return ok(after)
  })

/** Where somebody of this role works. */
export const workplaces = async (
  reader: Reader,
  role: StationRole,
  stationIds: readonly StationId[],
): Promise<Target> => (role === 'headquarters' ? 'everywhere' : placesOf(reader, stationIds))
