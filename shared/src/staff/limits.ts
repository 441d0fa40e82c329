import { type Fen, fen } from '../kernel/fen'
import { businessDay, type EpochMs } from '../kernel/instant'
import type { DayTally, Staff } from './staff'

/** Limits of refunds by one attendant without approval: per refund, and per day. */
export const ALONE_FEN_MAX = fen(20_000)
export const ALONE_PER_DAY_MAX = 3

/** A higher share (in per cent) of confirmations without a passphrase causes an incident. */
export const UNPROVEN_SHARE_MAX = 20
/** Below this count the share is not significant. */
const UNPROVEN_COUNT_MIN = 3

export const mayGiveBackAlone = (staff: Staff, backFen: Fen, nowMs: EpochMs): boolean =>
  backFen <= ALONE_FEN_MAX && tallyAt(staff, nowMs).givenBackCount < ALONE_PER_DAY_MAX

/** Whether this day's confirmations without a passphrase cause an incident. */
export const isOftenUnproven = ({ confirmedCount, unprovenCount }: DayTally): boolean =>
  unprovenCount >= UNPROVEN_COUNT_MIN && unprovenCount * 100 > confirmedCount * UNPROVEN_SHARE_MAX

export type Counted = Exclude<keyof DayTally, 'day'>

/** Increments each of these counters for the day of `nowMs`. */
export function counted(staff: Staff, what: readonly Counted[], nowMs: EpochMs): Staff {
  if (what.length === 0) return staff
  const tally = what.reduce((sum, one) => ({ ...sum, [one]: sum[one] + 1 }), tallyAt(staff, nowMs))
  return { ...staff, tally }
}

function tallyAt({ tally }: Staff, nowMs: EpochMs): DayTally {
  const day = businessDay(nowMs)
  return tally?.day === day
    ? tally
    : { day, confirmedCount: 0, unprovenCount: 0, givenBackCount: 0 }
}
