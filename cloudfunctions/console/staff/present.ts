import type { EmployeeView } from '@palm/shared/api/console/staff'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { dutyAt } from '@palm/shared/staff/duty'
import type { Staff } from '@palm/shared/staff/staff'

/** A staff member for the operator's office; an invalid duty is omitted. */
export function presentEmployee(staff: Staff, nowMs: EpochMs): EmployeeView {
  const { id, name, role, stationIds, status } = staff
  const duty = dutyAt(staff, nowMs)
  return {
    staffId: id,
    name,
    role,
    stationIds,
    status,
    duty: duty && { stationId: duty.stationId, startedAtMs: duty.startedAtMs },
  }
}
