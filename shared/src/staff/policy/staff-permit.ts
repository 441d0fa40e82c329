import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { dutyAt } from '../duty'
import type { Staff } from '../staff'
import type { Reach } from './grant'
import { mayCall, type Person } from './permit'
import { POLICY, type StaffLine } from './table'

type Line = typeof POLICY
/** Staff actions, whose lines are checked where the staff document is read. */
export type StaffActionName = {
  [Name in keyof Line]: Line[Name]['who'] extends 'staff' ? Name : never
}[keyof Line]

export type StaffRefusal =
  /** Not staff, or removed. */
  | { readonly code: 'staff/not-staff' }
  /** Not on duty at one of their stations: start the duty first. */
  | { readonly code: 'staff/not-on-duty' }
  /** Requires a manager. */
  | { readonly code: 'staff/role-too-low' }

/** The roles of a member of staff; none if they were removed. */
export function personOf({ role, stationIds, status }: Staff): Person {
  const reach: Reach = role === 'headquarters' ? { kind: 'all' } : { kind: 'stations', stationIds }
  return { as: 'staff', grants: status === 'active' ? [{ role, reach }] : [] }
}

/**
 * Checks the line of a staff action. The document is the one read in the transaction of the act, so
 * that a removal or a change of role or station is effective from the next act on.
 */
export function staffFor(
  name: StaffActionName,
  staff: Staff | null,
  nowMs: EpochMs,
): Result<Staff, StaffRefusal> {
  const line: StaffLine = POLICY[name]
  if (staff?.status !== 'active') return refuse({ code: 'staff/not-staff' })
  if (!mayCall(personOf(staff), name)) return refuse({ code: 'staff/role-too-low' })
  if (line.onDuty && !dutyAt(staff, nowMs)) return refuse({ code: 'staff/not-on-duty' })
  return ok(staff)
}
