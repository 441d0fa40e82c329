import { addFen, type Fen, fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later, startOfBusinessDay } from '../kernel/instant'
import { type Recency, recent } from '../rule/recent'
import type { Level, LevelId, LevelPolicy } from './level'

/**
 * 成长值: a member's spending within the window, by calendar days in China, so that a level ends at
 * midnight. Growth is earned, never a balance: spending points does not lower the level.
 */
export interface Growth {
  /** Recent orders, which may still be refunded. */
  readonly orders: readonly GrowthOrder[]
  /** Growth by day of orders that can no longer change. */
  readonly days: readonly GrowthDay[]
  /** Whose gifts were given. */
  readonly welcomed: readonly LevelId[]
  /**
   * Levels reached in the days in which an order can be corrected: their gifts may be withdrawn.
   */
  readonly lately: readonly Welcome[]
  /** The birthday gift of those days; null if there is none. */
  readonly celebrated: Welcome | null
  /** The last year whose birthday gift was given. */
  readonly birthdayYear: number | null
}

/** A gift for reaching a level, or at a level. */
export interface Welcome {
  readonly levelId: LevelId
  readonly atMs: EpochMs
}

export interface GrowthOrder {
  readonly orderId: Id<'order'>
  readonly amountFen: Fen
  readonly refundedFen: Fen
  readonly atMs: EpochMs
}

export interface GrowthDay {
  readonly startMs: EpochMs
  readonly amountFen: Fen
}

/**
 * 信用: growth from fulfilled or broken contracts, which are stored beside it in the same document.
 */
export interface GrowthCredit {
  readonly atMs: EpochMs
  readonly growthFen: Fen
}

export const NO_GROWTH: Growth = {
  orders: [],
  days: [],
  welcomed: [],
  lately: [],
  celebrated: null,
  birthdayYear: null,
}

/** The level at an instant follows from growth alone: up immediately, down at midnight. */
export function levelAt(
  growth: Growth,
  credits: readonly GrowthCredit[],
  policy: LevelPolicy,
  nowMs: EpochMs,
): Level | null {
  const reachedFen = growthAt(growth, credits, policy, nowMs)
  return (
    policy.levels.filter(({ fromGrowthFen }) => fromGrowthFen <= reachedFen).slice(-1)[0] ?? null
  )
}

/** Never below zero: a broken promise reduces earned growth only, not future growth. */
export function growthAt(
  growth: Growth,
  credits: readonly GrowthCredit[],
  { windowDays }: LevelPolicy,
  nowMs: EpochMs,
): Fen {
  const sinceMs = startOfWindow(nowMs, windowDays)
  const credit = sumFen(credits.filter(({ atMs }) => atMs >= sinceMs).map((one) => one.growthFen))
  return fen(Math.max(0, addFen(spentSince(growth, sinceMs), credit)))
}

/** Days considered for 用户类型. */
export const SEGMENT_DAYS = 30

/** Net spending from a midnight on. */
export const spentSince = ({ days, orders }: Growth, sinceMs: EpochMs): Fen =>
  sumFen([
    ...days.filter(({ startMs }) => startMs >= sinceMs).map(({ amountFen }) => amountFen),
    ...orders.filter(({ atMs }) => atMs >= sinceMs).map(keptFen),
  ])

const keptFen = ({ amountFen, refundedFen }: GrowthOrder): Fen =>
  subtractFen(amountFen, refundedFen)

/** The midnight at which the last `days` days begin, including today. */
export const startOfWindow = (nowMs: EpochMs, days: number): EpochMs =>
  startOfBusinessDay(later(nowMs, (1 - days) * DAY_MS))

/**
 * Bounds the size of the document: older orders become sums by day, and days outside every window
 * are dropped.
 */
export function tidied(growth: Growth, { windowDays }: LevelPolicy, recency: Recency): Growth {
  const orders = recent(growth.orders, ({ atMs }) => atMs, recency)
  const sinceMs = startOfWindow(recency.nowMs, Math.max(windowDays, SEGMENT_DAYS))
  const amounts = new Map<EpochMs, Fen>(
    growth.days.map(({ amountFen, startMs }) => [startMs, amountFen]),
  )
  for (const order of growth.orders.filter((one) => !orders.includes(one))) {
    const startMs = startOfBusinessDay(order.atMs)
    amounts.set(startMs, addFen(amounts.get(startMs) ?? NO_FEN, keptFen(order)))
  }
  const days = [...amounts].map(([startMs, amountFen]) => ({ startMs, amountFen }))
  const isRecent = ({ atMs }: Welcome) => atMs + recency.days * DAY_MS > recency.nowMs
  return {
    ...growth,
    orders,
    lately: growth.lately.filter(isRecent),
    days: days.filter(({ startMs }) => startMs >= sinceMs).sort((a, b) => a.startMs - b.startMs),
  }
}

/** The growth with an order taken out of its day's sum and listed individually again. */
export function recalled(growth: Growth, order: GrowthOrder): Growth {
  const startMs = startOfBusinessDay(order.atMs)
  return {
    ...growth,
    orders: [...growth.orders, order],
    days: growth.days.map((day) =>
      day.startMs === startMs
        ? { ...day, amountFen: subtractFen(day.amountFen, keptFen(order)) }
        : day,
    ),
  }
}
