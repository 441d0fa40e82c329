import { divide } from '../kernel/divide'
import { type Fen, fen, sumFen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { amountFor, type Millilitre, millilitre } from '../kernel/volume'
import { unmet } from '../pricing/rules/condition'
import type { Sale } from '../pricing/rules/sale'
import type { ContractTerms } from './contract'
import { endOfPeriod } from './sign'

/** A fill of the past: its volume, and the sale as it was ordered. */
export interface PastFill {
  readonly sale: Sale
  readonly volumeMl: Millilitre
}

/** 按您过去的加油习惯: what a contract would come to if the member went on as before. */
export interface BreakEven {
  /** Days of the history, at most `HISTORY_DAYS`. */
  readonly days: number
  /** Fills within them, and those that would have counted. */
  readonly fills: number
  readonly countingFills: number
  /** Expected by the end of the period, in the unit of the promise. */
  readonly expected: number
  readonly promised: number
  /** Savings by the contract’s price until then; zero if the benefit is coupons. */
  readonly savedFen: Fen
  readonly isReached: boolean
}

export const HISTORY_DAYS = 90
/** With less history an expectation would be a guess. */
const HISTORY_DAYS_MIN = 14
const FILLS_MIN = 2

/** Null if there is too little history to expect anything from. */
export function breakEven(
  terms: ContractTerms,
  fills: readonly PastFill[],
  nowMs: EpochMs,
): BreakEven | null {
  const recent = fills.filter(({ sale }) => sale.clock.atMs >= later(nowMs, -HISTORY_DAYS * DAY_MS))
  if (recent.length < FILLS_MIN) return null
  const firstMs = recent.reduce<number>(
    (first, { sale }) => Math.min(first, sale.clock.atMs),
    nowMs,
  )
  const days = divide(nowMs - firstMs, DAY_MS, 'up')
  if (days < HISTORY_DAYS_MIN) return null
  const counting = recent.filter((fill) => wouldCount(terms, fill))
  const periodDays = divide(endOfPeriod(terms.period, nowMs) - nowMs, DAY_MS, 'up')
  const inPeriod = (sum: number) => divide(sum * periodDays, days, 'down')
  const volumeMl = counting.reduce((sum, fill) => sum + fill.volumeMl, 0)
  const { promise } = terms
  const promised = promise.unit === 'fen' ? promise.amountFen : promise.volumeMl
  const done =
    promise.unit === 'fen' ? sumFen(counting.map(({ sale }) => sale.amountFen)) : volumeMl
  const expected = inPeriod(done)
  return {
    days,
    fills: recent.length,
    countingFills: counting.length,
    expected,
    promised,
    savedFen: savedBy(terms, inPeriod(volumeMl)),
    isReached: expected >= promised,
  }
}

/** Dates of the condition are those of the contract, not of the past. */
const wouldCount = ({ condition }: ContractTerms, { sale }: PastFill): boolean =>
  unmet({ ...condition, fromMs: null, toMs: null }, sale) === null

function savedBy({ benefit }: ContractTerms, volumeMl: number): Fen {
  if (benefit.kind !== 'per-litre') return fen(0)
  const { limitMl, offPerLitre } = benefit
  return amountFor(
    offPerLitre,
    millilitre(limitMl === null ? volumeMl : Math.min(limitMl, volumeMl)),
  )
}
