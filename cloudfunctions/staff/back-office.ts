import type { EmployeeView } from '@palm/shared/api/staff'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { endDuty } from '@palm/shared/staff/duty'
import { removed, withRole, withStations } from '@palm/shared/staff/employment'
import type { Staff, StaffId } from '@palm/shared/staff/staff'
import type { StationId } from '@palm/shared/station/station'
import type { Act } from '../edge/serve'
import type { StaffContext } from './context'
import { invite } from './invitation'
import { presentEmployee } from './present'

/**
 * Staff administration by the operator's office: each act is effective from the person's next call
 * on.
 */
export const inviteStaff: Act<StaffContext, 'staff.invite'> = async (context, whom) => {
  const { clock, credentials, store } = context
  if (!(await areKnown(context, whom.stationIds))) return refuse({ code: 'station/unknown' })
  const { operatorSecret } = await credentials()
  const { code, invitation } = invite(whom, operatorSecret, clock())
  await store.invite(invitation)
  return ok({ code, expiresAtMs: invitation.expiresAtMs })
}

export const listStaff: Act<StaffContext, 'staff.list'> = async (
  { clock, store },
  { stationId },
) => {
  const everybody = await store.everybody()
  const wanted = everybody.filter(
    ({ role, stationIds }) =>
      stationId === null || role === 'headquarters' || stationIds.includes(stationId),
  )
  return ok({ staff: wanted.map((one) => presentEmployee(one, clock())) })
}

export const removeStaff: Act<StaffContext, 'staff.remove'> = (context, { staffId }) =>
  employ(context, staffId, removed)

export const changeRole: Act<StaffContext, 'staff.changeRole'> = (context, { role, staffId }) =>
  employ(context, staffId, (staff) => withRole(staff, role))

export const changeStations: Act<StaffContext, 'staff.changeStations'> = async (
  context,
  { staffId, stationIds },
) => {
  if (!(await areKnown(context, stationIds))) return refuse({ code: 'station/unknown' })
  return employ(context, staffId, (staff) => withStations(staff, stationIds))
}

export const endDutyOf: Act<StaffContext, 'staff.endDutyOf'> = (context, { staffId }) =>
  employ(context, staffId, endDuty)

async function employ(
  { clock, store }: StaffContext,
  id: StaffId,
  change: (staff: Staff) => Staff,
): Promise<Result<EmployeeView, { readonly code: 'staff/unknown' }>> {
  const changed = await store.employ(id, change)
  return changed.ok ? ok(presentEmployee(changed.value, clock())) : changed
}

async function areKnown({ store }: StaffContext, ids: readonly StationId[]): Promise<boolean> {
  const found = await Promise.all(ids.map((id) => store.station(id)))
  return !found.includes(null)
}
