import type { StaffView } from '@palm/shared/api/staff'
import { ok, refuse } from '@palm/shared/kernel/result'
import { dutyAt, endDuty, startDuty } from '@palm/shared/staff/duty'
import { staffFor } from '@palm/shared/staff/policy/staff-permit'
import type { Staff } from '@palm/shared/staff/staff'
import type { Act } from '../edge/serve'
import type { StaffContext } from './context'
import { invitationIdOf } from '../flows/invitation'
import { presentDuty } from './present'

export const joinStaff: Act<StaffContext, 'staff.join'> = async (
  context,
  { code },
  { memberId },
) => {
  const { clock, credentials, invitations, store } = context
  const guess = await invitations.take(memberId)
  if (!guess.ok) return guess
  const { invitationSecret } = await credentials()
  const joined = await store.join(invitationIdOf(code, invitationSecret), memberId, clock())
  if (joined.ok) await invitations.forget(memberId)
  return joined.ok ? ok(await viewOf(context, joined.value)) : joined
}

export const me: Act<StaffContext, 'staff.me'> = async (context, _, { memberId }) => {
  const staff = staffFor('staff.me', await context.store.staff(memberId), context.clock())
  return staff.ok ? ok(await viewOf(context, staff.value)) : refuse({ code: 'caller/forbidden' })
}

export const start: Act<StaffContext, 'staff.startDuty'> = async (
  { clock, credentials, store },
  request,
  { memberId },
) => {
  const nowMs = clock()
  const station = await store.station(request.stationId)
  if (!station) return refuse({ code: 'station/unknown' })
  const started = await store.change('staff.startDuty', memberId, nowMs, (staff) =>
    startDuty(staff, { ...request, nowMs }),
  )
  if (!started.ok) return started
  const { passphraseSecrets } = await credentials()
  return ok(presentDuty(started.value, station, passphraseSecrets, nowMs))
}

export const end: Act<StaffContext, 'staff.endDuty'> = async (context, _, { memberId }) => {
  const { clock, store } = context
  const ended = await store.change('staff.endDuty', memberId, clock(), (staff) =>
    ok(endDuty(staff)),
  )
  return ended.ok ? ok(await viewOf(context, ended.value)) : refuse({ code: 'caller/forbidden' })
}

/** The keys of a duty are released only while it is valid. */
async function viewOf(context: StaffContext, staff: Staff): Promise<StaffView> {
  const { clock, credentials, store } = context
  const nowMs = clock()
  const duty = dutyAt(staff, nowMs)
  const ids = new Set([...staff.stationIds, ...(duty ? [duty.stationId] : [])])
  const found = await Promise.all([...ids].map((id) => store.station(id)))
  const stations = found.filter((station) => station !== null)
  const at = stations.find(({ id }) => id === duty?.stationId)
  const { passphraseSecrets } = await credentials()
  return {
    name: staff.name,
    role: staff.role,
    stations: stations.map(({ id, name }) => ({ stationId: id, name })),
    duty: at ? presentDuty(staff, at, passphraseSecrets, nowMs) : null,
  }
}
