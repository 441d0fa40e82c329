import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { BusinessDay, EpochMs } from '../kernel/instant'
import type { MemberId } from '../member/member'
import type { StationId } from '../station/station'

export type StaffId = Id<'staff'>
export type DutyId = Id<'duty'>

/** A person of the operator's office, by the name that their tokens carry. */
export type OperatorId = Id<'operator'>

/** The second person of an act that one alone may not do. */
export type ApproverId = StaffId | OperatorId

/** Two levels of management (capability 000-41): a station's people see their stations only. */
export type Role = (typeof ROLES)[number]
export const ROLES = ['attendant', 'manager', 'headquarters'] as const

/** A person who works for the operator. They sign in as the member that they are in their wallet. */
export interface Staff {
  readonly id: StaffId
  readonly memberId: MemberId
  readonly name: string
  readonly role: Role
  /** Where they may go on duty, and what a manager runs. Headquarters may work anywhere. */
  readonly stationIds: readonly StationId[]
  readonly status: 'active' | 'left'
  /** The duty that was started last and not ended; whether it still counts says `dutyAt`. */
  readonly duty: Duty | null
  /** What only they vouch for, of the last day on which there was any. */
  readonly tally: DayTally | null
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

/** Counted by the day and not by the duty: ending a duty and starting another resets nothing. */
export interface DayTally {
  readonly day: BusinessDay
  readonly confirmedCount: number
  /** Confirmed without a passphrase. */
  readonly unprovenCount: number
  /** Money given back with no second person. */
  readonly givenBackCount: number
}

/** How somebody becomes staff: a code handed over by their employer, good once. */
export interface Invitation {
  /** The code is stored as a keyed hash; this is its hash. */
  readonly id: Id<'invitation'>
  readonly name: string
  readonly role: Role
  readonly stationIds: readonly StationId[]
  readonly expiresAtMs: EpochMs
  readonly usedBy: MemberId | null
}
