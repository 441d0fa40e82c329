import { type EpochMs, HOUR_MS, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { StationId } from '../station/station'
import type { Duty, DutyId, Staff } from './staff'

export type DutyStartRefusal =
  /** Not staff, or removed. */
  | { readonly code: 'staff/not-staff' }
  /** Not one of their stations. */
  | { readonly code: 'staff/other-station' }
  /** On duty elsewhere; that duty has to end first. */
  | { readonly code: 'staff/already-on-duty'; readonly stationId: StationId }

export interface StartDuty {
  readonly dutyId: DutyId
  readonly stationId: StationId
  readonly nowMs: EpochMs
}

/** Maximum length of a duty: it ends then automatically, together with its keys. */
export const DUTY_MS_MAX = 16 * HOUR_MS

export const dutyEndMs = (duty: Duty): EpochMs => later(duty.startedAtMs, DUTY_MS_MAX)

/** The duty valid at an instant; null for removed or moved staff, or if it started too long ago. */
export function dutyAt(staff: Staff, nowMs: EpochMs): Duty | null {
  const { duty, status } = staff
  if (status !== 'active' || !duty || !mayWorkAt(staff, duty.stationId)) return null
  return nowMs < dutyEndMs(duty) ? duty : null
}

/** An attendant on duty at this station. */
export interface OnDuty {
  readonly staff: Staff
  readonly duty: Duty
}

/** Starts a duty. A second start at the same station continues the first. */
export function startDuty(staff: Staff, command: StartDuty): Result<Staff, DutyStartRefusal> {
  const { dutyId, nowMs, stationId } = command
  if (staff.status !== 'active') return refuse({ code: 'staff/not-staff' })
  if (!mayWorkAt(staff, stationId)) return refuse({ code: 'staff/other-station' })
  const running = dutyAt(staff, nowMs)
  if (running) {
    return running.stationId === stationId
      ? ok(staff)
      : refuse({ code: 'staff/already-on-duty', stationId: running.stationId })
  }
  return ok({ ...staff, duty: { id: dutyId, stationId, startedAtMs: nowMs } })
}

export const endDuty = (staff: Staff): Staff => ({ ...staff, duty: null })

/** Headquarters may work at every station. */
export const mayWorkAt = (staff: Staff, stationId: StationId): boolean =>
  staff.role === 'headquarters' || staff.stationIds.includes(stationId)
