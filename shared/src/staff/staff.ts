import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { MemberId } from '../member/member'
import type { StationId } from '../station/station'

export type StaffId = Id<'staff'>
export type DutyId = Id<'duty'>

/** Two levels of management (capability 000-41): a station's people see their stations only. */
export type Role = (typeof ROLES)[number]
export const ROLES = ['attendant', 'manager', 'headquarters'] as const

/** A person who works for the operator. He signs in as the member that he is in his wallet. */
export interface Staff {
  readonly id: StaffId
  readonly memberId: MemberId
  readonly name: string
  readonly role: Role
  /** Where he may go on duty. Headquarters may anywhere. */
  readonly stationIds: readonly StationId[]
  readonly status: 'active' | 'left'
  readonly duty: Duty | null
}

/**
 * A stretch of work at one station. Its totals change only with the attendant's own acts, so no two
 * writers meet on them.
 */
export interface Duty {
  readonly id: DutyId
  readonly stationId: StationId
  readonly startedAtMs: EpochMs
  readonly confirmedCount: number
  readonly confirmedFen: Fen
}

/** How somebody becomes staff: a code handed over by his employer, good once. */
export interface Invitation {
  /** The code is stored hashed; this is its hash. */
  readonly id: Id<'invitation'>
  readonly name: string
  readonly role: Role
  readonly stationIds: readonly StationId[]
  readonly expiresAtMs: EpochMs
  readonly usedBy: MemberId | null
}
