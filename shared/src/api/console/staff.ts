import type { EpochMs } from '../../kernel/instant'
import { z } from 'zod'
import { STATION_ROLES, type StationRole } from '../../staff/role'
import type { StaffId } from '../../staff/staff'
import type { StationId } from '../../station/station'
import { action } from '../action'
import { staffId, stationId } from '../fields'

/** A member of staff as the operator's office sees them. */
export interface EmployeeView {
  readonly staffId: StaffId
  readonly name: string
  readonly role: StationRole
  readonly stationIds: readonly StationId[]
  readonly status: 'active' | 'left'
  readonly duty: { readonly stationId: StationId; readonly startedAtMs: EpochMs } | null
}

type UnknownStaff = { readonly code: 'staff/unknown' }

const employee = z.strictObject({ staffId })

export const employeesActions = {
  /** Invites a person as staff; the code is shown once. */
  'console.inviteStaff': action<
    { readonly code: string; readonly expiresAtMs: EpochMs },
    { readonly code: 'station/unknown' }
  >()({
    audience: 'operator',
    request: z.strictObject({
      name: z.string().trim().min(1).max(20),
      role: z.enum(STATION_ROLES),
      stationIds: z.array(stationId).max(100),
    }),
  }),
  'console.listStaff': action<{ readonly staff: readonly EmployeeView[] }>()({
    audience: 'operator',
    request: z.strictObject({ stationId: stationId.nullable() }),
  }),
  /** Ends duty, keys and access with the next call; only a new invitation restores them. */
  'console.removeStaff': action<EmployeeView, UnknownStaff>()({
    audience: 'operator',
    request: employee,
  }),
  'console.changeStaffRole': action<EmployeeView, UnknownStaff>()({
    audience: 'operator',
    request: employee.extend({ role: z.enum(STATION_ROLES) }),
  }),
  'console.changeStaffStations': action<
    EmployeeView,
    UnknownStaff | { readonly code: 'station/unknown' }
  >()({
    audience: 'operator',
    request: employee.extend({ stationIds: z.array(stationId).max(100) }),
  }),
  'console.endDuty': action<EmployeeView, UnknownStaff>()({
    audience: 'operator',
    request: employee,
  }),
} as const
