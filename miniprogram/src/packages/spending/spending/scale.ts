import type { MonthSpent } from '@palm/shared/api/spending'
import { savedFen, type Spent } from '@palm/shared/order/spending/spent'

export type Measure = 'money' | 'litres'

/** Heights of one bar, as whole hundredths of the chart. */
export interface Bar {
  readonly month: MonthSpent['month']
  /** Paid, or dispensed. */
  readonly main: number
  /** Saved, on top of it. */
  readonly cap: number
}

export interface Chart {
  /** Figure of the upper line; that of the middle one is its half. */
  readonly top: number
  readonly bars: readonly Bar[]
}

/** Upper ends of scales whose halves are round, too. */
const ROUND = [1, 2, 4, 5, 6, 8, 10] as const

/** The chart of some months; in fen or in millilitres. */
export function chartOf(months: readonly MonthSpent[], measure: Measure): Chart {
  const unit = measure === 'money' ? 10_000 : 10_000
  const top = roundUp(Math.max(...months.map(({ spent }) => wholeOf(spent, measure))), unit)
  const bars = months.map(({ month, spent }) => {
    const main = heightOf(measure === 'money' ? spent.paidFen : spent.volumeMl, top)
    return { month, main, cap: heightOf(wholeOf(spent, measure), top) - main }
  })
  return { top, bars }
}

const wholeOf = (spent: Spent, measure: Measure): number =>
  measure === 'money' ? spent.paidFen + savedFen(spent) : spent.volumeMl

/** At least one hundredth, so that any spending is seen. */
const heightOf = (part: number, top: number): number =>
  part <= 0 ? 0 : Math.max(1, Math.round((100 * part) / top))

function roundUp(largest: number, unit: number): number {
  for (let step = unit; ; step *= 10) {
    const found = ROUND.find((times) => times * step >= largest)
    if (found !== undefined) return found * step
  }
}
