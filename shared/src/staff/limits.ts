import { type Fen, fen } from '../kernel/fen'
import { businessDay, type EpochMs } from '../kernel/instant'
import type { DayTally, Staff } from './staff'

/** What one attendant may give back with no second person: so much at a time, so often a day. */
export const ALONE_FEN_MAX = fen(20_000)
export const ALONE_PER_DAY_MAX = 3

/** More confirmations without a passphrase than this share (in hundredths) are looked at. */
export const UNPROVEN_SHARE_MAX = 20
/** With fewer than this many a share says nothing. */
const UNPROVEN_COUNT_MIN = 3

export const mayGiveBackAlone = (staff: Staff, backFen: Fen, nowMs: EpochMs): boolean =>
  backFen <= ALONE_FEN_MAX && tallyAt(staff, nowMs).givenBackCount < ALONE_PER_DAY_MAX

/** Whether this day's confirmations without a passphrase are a case for a person to look at. */
export const isOftenUnproven = ({ confirmedCount, unprovenCount }: DayTally): boolean =>
  unprovenCount >= UNPROVEN_COUNT_MIN && unprovenCount * 100 > confirmedCount * UNPROVEN_SHARE_MAX

export type Counted = Exclude<keyof DayTally, 'day'>

/** One more of each, on the day of `nowMs`. */
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
