import type { SpendingMonth } from '@palm/shared/api/spending'
import type { BusinessMonth } from '@palm/shared/kernel/business-month'
import { divide } from '@palm/shared/kernel/divide'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { businessDay, type EpochMs } from '@palm/shared/kernel/instant'
import { formatLitres } from '@palm/shared/kernel/volume'
import type { Spent } from '@palm/shared/order/spending/spent'

/** `2026 年 11 月` */
export function monthWords(month: BusinessMonth): string {
  const [year, ordinal] = month.split('-').map(Number)
  return `${year} 年 ${ordinal} 月`
}

/** `11 月` */
export const monthOfYear = (month: BusinessMonth): string => `${Number(month.slice(5))} 月`

/** `到今天，11 月 21 日` for the month that is not over; empty for all others. */
export function untilTodayWords(month: BusinessMonth, nowMs: EpochMs): string {
  const [year, ordinal, day] = businessDay(nowMs).split('-')
  return month === `${year}-${ordinal}` ? `到今天，${Number(ordinal)} 月 ${Number(day)} 日` : ''
}

/** `3 次 · 75.55 L` */
export const fillsWords = ({ fills, volumeMl }: Spent): string =>
  `${fills} 次 · ${formatLitres(volumeMl)}`

/** `¥7.24`: an amount for a litre on average; null without any fuel. */
export function perLitreWords(amountFen: number, { volumeMl }: Spent): string | null {
  return volumeMl === 0 ? null : formatYuan(fen(divide(amountFen * 1_000, volumeMl, 'half-up')))
}

/** Orders that no sum contains yet; null without any. */
export const waitingWords = ({ waiting }: Pick<SpendingMonth, 'waiting'>): string | null =>
  waiting === 0 ? null : `还有 ${waiting} 笔付了款、等加油员确认，确认后计入`
