import { type Fen, fen } from '../kernel/fen'
import { businessDay, type EpochMs } from '../kernel/instant'
import type { DayConfirmations, DayTally, Staff } from './staff'

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
export const isOftenUnproven = ({ confirmedCount, unprovenCount }: DayConfirmations): boolean =>
  unprovenCount >= UNPROVEN_COUNT_MIN && unprovenCount * 100 > confirmedCount * UNPROVEN_SHARE_MAX

/** Counts one more refund without approval for the day of `nowMs`. */
export function withGivenBack(staff: Staff, nowMs: EpochMs): Staff {
  const { day, givenBackCount } = tallyAt(staff, nowMs)
  return { ...staff, tally: { day, givenBackCount: givenBackCount + 1 } }
}

function tallyAt({ tally }: Staff, nowMs: EpochMs): DayTally {
  const day = businessDay(nowMs)
  return tally?.day === day ? tally : { day, givenBackCount: 0 }
}
