import type { EmployeeView } from '@palm/shared/api/console/staff'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { endDuty } from '@palm/shared/staff/duty'
import { removed, withRole, withStations } from '@palm/shared/staff/employment'
import type { StationId } from '@palm/shared/station/station'
import type { Act } from '../../edge/serve'
import type { ConsoleContext } from '../context'
import type { PolicyRefusal } from '@palm/shared/staff/policy/permit'
import type { Database } from '../../database/session'
import { invitations } from '../../documents/staff'
import { stations } from '../../documents/stations'
import type { OperatorCaller } from '../../edge/identity/operator-caller'
import { stationsAsked } from '../places'
import { employ, type Employing, everybody, workplaces } from './store'
import { invite } from '../../flows/invitation'
import { presentEmployee } from './present'

/**
 * Staff administration by the operator's office: each act is effective from the person's next call
 * on.
 */
export const inviteStaff: Act<ConsoleContext, 'console.inviteStaff'> = async (
  { clock, credentials, database },
  whom,
  caller,
) => {
  const { role, stationIds } = whom
  const permitted = caller.permit(await workplaces(database, role, stationIds))
  if (!permitted.ok) return permitted
  if (!(await areKnown(database, stationIds))) return refuse({ code: 'station/unknown' })
  const { invitationSecret } = await credentials()
  const { code, invitation } = invite(whom, invitationSecret, clock())
  await database.insert(invitations, invitation)
  return ok({ code, expiresAtMs: invitation.expiresAtMs })
}

/** Headquarters' people work at every station. */
export const listStaff: Act<ConsoleContext, 'console.listStaff'> = async (
  { clock, database },
  { stationId },
  caller,
) => {
  const wanted = await stationsAsked(database, caller, stationId)
  if (!wanted.ok) return wanted
  const nowMs = clock()
  const listed = (await everybody(database)).filter(
    ({ role, stationIds }) =>
      wanted.value === null ||
      role === 'headquarters' ||
      stationIds.some((id) => wanted.value?.includes(id)),
  )
  return ok({ staff: listed.map((one) => presentEmployee(one, nowMs)) })
}

export const removeStaff: Act<ConsoleContext, 'console.removeStaff'> = (
  context,
  { staffId },
  caller,
) => change(context, caller, { id: staffId, change: removed })

export const changeRole: Act<ConsoleContext, 'console.changeStaffRole'> = (
  context,
  { role, staffId },
  caller,
) => change(context, caller, { id: staffId, change: (staff) => withRole(staff, role) })

export const changeStations: Act<ConsoleContext, 'console.changeStaffStations'> = async (
  context,
  { staffId, stationIds },
  caller,
) => {
  if (!(await areKnown(context.database, stationIds))) return refuse({ code: 'station/unknown' })
  return change(context, caller, {
    id: staffId,
    change: (staff) => withStations(staff, stationIds),
  })
}

export const endDutyOf: Act<ConsoleContext, 'console.endDuty'> = (context, { staffId }, caller) =>
  change(context, caller, {
    id: staffId,
    change: endDuty,
    about: ({ duty, stationIds }) => (duty ? [duty.stationId] : stationIds),
  })

async function change(
  { clock, database }: ConsoleContext,
  caller: OperatorCaller,
  employing: Employing,
): Promise<Result<EmployeeView, { readonly code: 'staff/unknown' } | PolicyRefusal>> {
  const changed = await employ(database, caller, employing)
  return changed.ok ? ok(presentEmployee(changed.value, clock())) : changed
}

async function areKnown(database: Database, ids: readonly StationId[]): Promise<boolean> {
  const found = await Promise.all(ids.map((id) => database.get(stations, id)))
  return !found.includes(null)
}
