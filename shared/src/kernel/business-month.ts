import type { Brand } from './brand'
import { businessDay, type EpochMs, epochMs, startOfBusinessDay } from './instant'

/** A calendar month at the stations, `2026-11`, in China Standard Time. */
export type BusinessMonth = Brand<string, 'BusinessMonth'>

export const businessMonth = (instant: EpochMs): BusinessMonth =>
  businessDay(instant).slice(0, 7) as BusinessMonth

/** Start of the month of an instant, or of the month `monthsLater` after it. */
export function startOfMonth(instant: EpochMs, monthsLater = 0): EpochMs {
  const [year, month] = businessMonth(instant).split('-').map(Number) as [number, number]
  return startOfBusinessDay(epochMs(Date.UTC(year, month - 1 + monthsLater, 1)))
}

/** First instant of a month. */
export function monthStart(month: BusinessMonth): EpochMs {
  const [year, ordinal] = month.split('-').map(Number) as [number, number]
  return startOfBusinessDay(epochMs(Date.UTC(year, ordinal - 1, 1)))
}

/** The month so many months later, or earlier. */
export const monthAfter = (month: BusinessMonth, months: number): BusinessMonth =>
  businessMonth(startOfMonth(monthStart(month), months))
