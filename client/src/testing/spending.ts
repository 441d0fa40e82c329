import type { MonthSpent, SpendingMonth } from '@palm/shared/api/spending'
import type { BusinessMonth } from '@palm/shared/kernel/business-month'
import type { Spent } from '@palm/shared/order/spending/spent'
import { branded, type Plain } from './plain'

/** One fill of ¥200 for ¥180. */
export const someSpent = (overrides: Partial<Plain<Spent>> = {}): Spent =>
  branded<Spent>({ fills: 1, paidFen: 18_000, pumpFen: 20_000, volumeMl: 25_610, ...overrides })

export const aMonthSpent = (month: string, overrides: Partial<Plain<Spent>> = {}): MonthSpent => ({
  month: month as BusinessMonth,
  spent: someSpent(overrides),
})

/** A month with the five before it. */
export const aMonth = (month: string, before: readonly string[] = []): SpendingMonth => ({
  month: aMonthSpent(month).month,
  spent: someSpent(),
  waiting: 0,
  savings: [],
  stations: [],
  grades: [],
  months: [...before, month].map((each) => aMonthSpent(each)),
  isWhole: true,
})
