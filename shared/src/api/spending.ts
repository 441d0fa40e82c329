import { z } from 'zod'
import type { BusinessMonth } from '../kernel/business-month'
import type { Spending } from '../order/spending/spending'
import type { Spent } from '../order/spending/spent'
import { action } from './action'

/** 花费 of a month. Every figure is exact: a sum of confirmed orders, after corrections. */
export interface SpendingMonth extends Spending {
  readonly month: BusinessMonth
  /** Paid orders of the month that nobody has confirmed yet; they are in no sum. */
  readonly waiting: number
  /** Sums of the months up to this one, oldest first. */
  readonly months: readonly MonthSpent[]
  /** False if the month has more orders than one reply lists: then only its own sum is whole. */
  readonly isWhole: boolean
}

export interface MonthSpent {
  readonly month: BusinessMonth
  readonly spent: Spent
}

export interface SpendingYear {
  readonly year: number
  readonly spent: Spent
  /** January first. */
  readonly months: readonly MonthSpent[]
  /** The largest first. At most 20: what they lack of the sum was spent elsewhere. */
  readonly stations: readonly NamedSpent[]
  readonly grades: readonly NamedSpent[]
}

export interface NamedSpent {
  readonly name: string
  readonly spent: Spent
}

/** A spreadsheet for wallets that open one, or its cells as text for those that do not. */
export type SpendingFile =
  | { readonly form: 'workbook'; readonly name: string; readonly base64: string }
  | { readonly form: 'text'; readonly text: string }

export type ExportRefusal =
  | { readonly code: 'spending/nothing-to-export' }
  /** More rows than one file holds. A shorter period has fewer. */
  | { readonly code: 'spending/too-many-rows'; readonly maxCount: number }

const month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .transform((text) => text as BusinessMonth)
const year = z.string().regex(/^20\d{2}$/)

export const spendingActions = {
  'spending.month': action<SpendingMonth>()({
    audience: 'member',
    request: z.strictObject({ month }),
  }),
  'spending.year': action<SpendingYear>()({
    audience: 'member',
    request: z.strictObject({ year }),
  }),
  /** 导出: orders and movements of one month or one year. */
  'spending.export': action<SpendingFile, ExportRefusal>()({
    audience: 'member',
    request: z.strictObject({ period: z.union([month, year]), form: z.enum(['workbook', 'text']) }),
  }),
} as const
