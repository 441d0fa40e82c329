import { addFen, type Fen, NO_FEN, subtractFen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import type { StationId } from '../station/station'
import type { Duty, DutyId, Invitation, Staff, StaffId } from './staff'

export type DutyStartRefusal =
  /** Not staff, or no longer. */
  | { readonly code: 'staff/not-staff' }
  /** Not one of his stations. */
  | { readonly code: 'staff/other-station' }
  /** He is at work elsewhere; that duty has to end first. */
  | { readonly code: 'staff/already-on-duty'; readonly stationId: StationId }

export interface StartDuty {
  readonly dutyId: DutyId
  readonly stationId: StationId
  readonly nowMs: EpochMs
}

/** An attendant goes to work. A second start at the same station goes on with the first. */
export function startDuty(staff: Staff, command: StartDuty): Result<Staff, DutyStartRefusal> {
  const { dutyId, nowMs, stationId } = command
  if (staff.status !== 'active') return refuse({ code: 'staff/not-staff' })
  if (!mayWorkAt(staff, stationId)) return refuse({ code: 'staff/other-station' })
  if (staff.duty) {
    return staff.duty.stationId === stationId
      ? ok(staff)
      : refuse({ code: 'staff/already-on-duty', stationId: staff.duty.stationId })
  }
  const duty: Duty = {
    id: dutyId,
    stationId,
    startedAtMs: nowMs,
    confirmedCount: 0,
    confirmedFen: NO_FEN,
  }
  return ok({ ...staff, duty })
}

export const endDuty = (staff: Staff): Staff => ({ ...staff, duty: null })

/** Headquarters may work at every station. */
export const mayWorkAt = (staff: Staff, stationId: StationId): boolean =>
  staff.role === 'headquarters' || staff.stationIds.includes(stationId)

/** The running totals of the duty after a confirmation, or after a correction of one of its own. */
export function withConfirmed(staff: Staff, amountFen: Fen): Staff {
  if (!staff.duty) return staff
  const { confirmedCount, confirmedFen } = staff.duty
  const duty = {
    ...staff.duty,
    confirmedCount: confirmedCount + 1,
    confirmedFen: addFen(confirmedFen, amountFen),
  }
  return { ...staff, duty }
}

export function withCorrected(staff: Staff, dutyId: DutyId, lessFen: Fen): Staff {
  if (staff.duty?.id !== dutyId) return staff
  return {
    ...staff,
    duty: { ...staff.duty, confirmedFen: subtractFen(staff.duty.confirmedFen, lessFen) },
  }
}

export type JoinRefusal =
  /** No such code, or mistyped. */
  | { readonly code: 'invitation/unknown' }
  | { readonly code: 'invitation/expired' }
  /** Somebody else has used it. */
  | { readonly code: 'invitation/used' }

export interface Join {
  readonly staffId: StaffId
  readonly memberId: MemberId
  readonly nowMs: EpochMs
}

/** A member becomes staff by a code that is good once; the same person may send it twice. */
export function join(
  invitation: Invitation | null,
  { memberId, nowMs, staffId }: Join,
): Result<{ staff: Staff; invitation: Invitation }, JoinRefusal> {
  if (!invitation) return refuse({ code: 'invitation/unknown' })
  const { expiresAtMs, name, role, stationIds, usedBy } = invitation
  if (usedBy !== null && usedBy !== memberId) return refuse({ code: 'invitation/used' })
  if (nowMs >= expiresAtMs) return refuse({ code: 'invitation/expired' })
  const staff: Staff = {
    id: staffId,
    memberId,
    name,
    role,
    stationIds,
    status: 'active',
    duty: null,
  }
  return ok({ staff, invitation: { ...invitation, usedBy: memberId } })
}
