import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { BusinessDay, EpochMs } from '../kernel/instant'
import type { MemberId } from '../member/member'
import type { StationId } from '../station/station'
import type { OperatorId } from './operator'
import type { StationRole } from './role'

export type StaffId = Id<'staff'>
export type DutyId = Id<'duty'>

/** The second person, who approves an act beyond one person's limit. */
export type ApproverId = StaffId | OperatorId

/** A person who works for the operator. They sign in as the member of their wallet. */
export interface Staff {
  readonly id: StaffId
  readonly memberId: MemberId
  /** Further ids under which they fuel as a driver, since both wallets are one member. */
  readonly otherMemberIds?: readonly MemberId[] | undefined
  readonly name: string
  readonly role: StationRole
  /** Stations for duties, and for managers to run. Headquarters may work anywhere. */
  readonly stationIds: readonly StationId[]
  readonly status: 'active' | 'left'
  /** The last started duty that was not ended; `dutyAt` tells whether it is valid. */
  readonly duty: Duty | null
  /** Count of refunds vouched for by them alone, on the last day with one. */
  readonly tally: DayTally | null
}

/** Whether a member's order is this person's own, under whichever id it was placed. */
export const isOwnOf = (
  { memberId, otherMemberIds = [] }: Pick<Staff, 'memberId' | 'otherMemberIds'>,
  id: MemberId,
): boolean => memberId === id || otherMemberIds.includes(id)

/** A shift at one station. Its orders name it, so that its totals are computed from them. */
export interface Duty {
  readonly id: DutyId
  readonly stationId: StationId
  readonly startedAtMs: EpochMs
}

/** Orders that were confirmed in a duty, as they stand after corrections. */
export interface DutyTotals {
  readonly confirmedCount: number
  readonly confirmedFen: Fen
}

/** Counted per day, not per duty: ending a duty and starting another resets nothing. */
export interface DayTally {
  readonly day: BusinessDay
  /** Refunds without approval. */
  readonly givenBackCount: number
}

/** Confirmations by one person on one day. */
export interface DayConfirmations {
  readonly confirmedCount: number
  /** Those without a passphrase. */
  readonly unprovenCount: number
}

/** Invitation of a new staff member: a single-use code handed over by the employer. */
export interface Invitation {
  /** Keyed hash of the code; the code itself is not stored. */
  readonly id: Id<'invitation'>
  readonly name: string
  readonly role: StationRole
  readonly stationIds: readonly StationId[]
  readonly expiresAtMs: EpochMs
  readonly usedBy: MemberId | null
}
