import { basisPoints, type BasisPoints } from '../kernel/basis-points'
import { divide } from '../kernel/divide'
import { addFen, subtractFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import { type Millilitre, millilitre } from '../kernel/volume'
import { type Contract, type ContractUse, isRunning, NO_TALLY, type Tally } from './contract'

/** Everything that counts for a contract: each confirmed order once, less its refunds (I12). */
export const tallyOf = ({ settled, uses }: Contract): Tally =>
  uses.map(tallyOfUse).reduce(addTally, settled)

export function tallyOfUse({ counted, priceMl }: ContractUse): Tally {
  if (counted === null) return { ...NO_TALLY, priceMl }
  const volumeMl = millilitre(counted.volumeMl - counted.refundedMl)
  return {
    amountFen: subtractFen(counted.amountFen, counted.refundedFen),
    volumeMl,
    priceMl: priceMl < volumeMl ? priceMl : volumeMl,
    orders: 1,
  }
}

export const addTally = (a: Tally, b: Tally): Tally => ({
  amountFen: addFen(a.amountFen, b.amountFen),
  volumeMl: millilitre(a.volumeMl + b.volumeMl),
  priceMl: millilitre(a.priceMl + b.priceMl),
  orders: a.orders + b.orders,
})

export const subtractTally = (a: Tally, b: Tally): Tally => ({
  amountFen: subtractFen(a.amountFen, b.amountFen),
  volumeMl: millilitre(a.volumeMl - b.volumeMl),
  priceMl: millilitre(a.priceMl - b.priceMl),
  orders: a.orders - b.orders,
})

/**
 * Litres still available at the contract's price; null for no limit. When an order is quoted again,
 * its own reserve does not count against it.
 */
export function quotaLeftMl(
  contract: Contract,
  orderId: Id<'order'> | null = null,
): Millilitre | null {
  const { benefit } = contract.terms
  if (benefit.kind !== 'per-litre') return millilitre(0)
  if (benefit.limitMl === null) return null
  const uses = contract.uses.filter((use) => use.orderId !== orderId)
  return millilitre(Math.max(0, benefit.limitMl - tallyOf({ ...contract, uses }).priceMl))
}

/** Promised and achieved amounts, in fen or millilitres according to the promise. */
export function promiseOf(contract: Contract): {
  readonly promised: number
  readonly done: number
} {
  const { promise } = contract.terms
  const { amountFen, volumeMl } = tallyOf(contract)
  return promise.unit === 'fen'
    ? { promised: promise.amountFen, done: amountFen }
    : { promised: promise.volumeMl, done: volumeMl }
}

/** Rounded down, so that a milestone is never granted early. */
export function doneShare(contract: Contract): BasisPoints {
  const { done, promised } = promiseOf(contract)
  return basisPoints(Math.min(10_000, divide(done * 10_000, promised, 'down')))
}

/** 进度: "还差 ¥320，18 天". */
export interface Pace {
  readonly unit: 'fen' | 'ml'
  readonly left: number
  readonly daysLeft: number
  readonly doneShare: BasisPoints
  /** Visits still needed at the member's average purchase; null before the first one. */
  readonly fillsLeft: number | null
  /** True if the achieved share is at least the elapsed share of the period. */
  readonly isOnPace: boolean
}

/** Fewer orders, and fewer days, do not make a habit. */
const HABIT_ORDERS = 2
const HABIT_DAYS = 7

/** When the promise is kept at the member's pace so far; null while there is no habit, or no need. */
export function forecastOf(contract: Contract, nowMs: EpochMs): EpochMs | null {
  const { state } = contract
  if (!isRunning(state)) return null
  const { done, promised } = promiseOf(contract)
  const elapsed = divide(nowMs - state.fromMs, DAY_MS, 'up')
  if (done >= promised || tallyOf(contract).orders < HABIT_ORDERS || elapsed < HABIT_DAYS) {
    return null
  }
  return later(state.fromMs, divide(elapsed * promised, done, 'up') * DAY_MS)
}

/** Pace of a running contract; null for any other. */
export function paceOf(contract: Contract, nowMs: EpochMs): Pace | null {
  const { state, terms } = contract
  if (!isRunning(state)) return null
  const { done, promised } = promiseOf(contract)
  const { orders } = tallyOf(contract)
  const left = Math.max(0, promised - done)
  const minutes = (fromMs: EpochMs, toMs: EpochMs) =>
    Math.max(0, divide(toMs - fromMs, MINUTE_MS, 'down'))
  return {
    unit: terms.promise.unit,
    left,
    daysLeft: Math.max(0, divide(state.toMs - nowMs, DAY_MS, 'up')),
    doneShare: doneShare(contract),
    fillsLeft: done === 0 ? null : divide(left * orders, done, 'up'),
    isOnPace: done * minutes(state.fromMs, state.toMs) >= promised * minutes(state.fromMs, nowMs),
  }
}
