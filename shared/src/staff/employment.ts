import type { StationId } from '../station/station'
import { mayWorkAt } from './duty'
import type { Role, Staff } from './staff'

/** They work here no longer. Their duty ends with it; only a fresh invitation brings them back. */
export const removed = (staff: Staff): Staff =>
  staff.status === 'left' && !staff.duty ? staff : { ...staff, status: 'left', duty: null }

export const withRole = (staff: Staff, role: Role): Staff => moved({ ...staff, role })

export const withStations = (staff: Staff, stationIds: readonly StationId[]): Staff =>
  moved({ ...staff, stationIds })

/** A duty at a station that is no longer theirs is over. */
const moved = (staff: Staff): Staff =>
  staff.duty && !mayWorkAt(staff, staff.duty.stationId) ? { ...staff, duty: null } : staff
