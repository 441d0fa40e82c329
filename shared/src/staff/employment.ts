import type { StationId } from '../station/station'
import { mayWorkAt } from './duty'
import type { StationRole } from './role'
import type { Staff } from './staff'

/** Removes a person. Their duty ends; only a new invitation brings them back. */
export const removed = (staff: Staff): Staff =>
  staff.status === 'left' && !staff.duty ? staff : { ...staff, status: 'left', duty: null }

export const withRole = (staff: Staff, role: StationRole): Staff => moved({ ...staff, role })

export const withStations = (staff: Staff, stationIds: readonly StationId[]): Staff =>
  moved({ ...staff, stationIds })

/** Ends a duty at a station that was taken away. */
const moved = (staff: Staff): Staff =>
  staff.duty && !mayWorkAt(staff, staff.duty.stationId) ? { ...staff, duty: null } : staff
