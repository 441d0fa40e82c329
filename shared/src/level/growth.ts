import { addFen, type Fen, fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later, startOfBusinessDay } from '../kernel/instant'
import { type Recency, recent } from '../kernel/recent'
import type { Level, LevelId, LevelPolicy } from './level'

/**
 * 成长值: what a member has spent, as far back as it counts. By calendar days in China, so that a
 * level ends at a midnight and not at some minute of last year. Earned in the window, never a
 * balance: spending points costs no level.
 */
export interface Growth {
  /** Recent orders, which may still be refunded. */
  readonly orders: readonly GrowthOrder[]
  /** What orders brought that can change no more, by day. */
  readonly days: readonly GrowthDay[]
  /** Whose gifts were given. */
  readonly welcomed: readonly LevelId[]
  /** Those of the days in which an order can be corrected, and when: their gifts can fall away. */
  readonly lately: readonly Welcome[]
  /** The birthday gift of those days; null where there is none. */
  readonly celebrated: Welcome | null
  /** The last year whose birthday gift was given. */
  readonly birthdayYear: number | null
}

/** For reaching, or at, a level. */
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

/** 信用: what contracts that were kept or broken add. They are beside it in the same document. */
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

/** The level at an instant follows from the growth alone: up at once, down at a midnight. */
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

/** Never below zero: a broken promise costs what was earned, not what is still to come. */
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

/** 用户类型 look at the last 30 days. */
export const SEGMENT_DAYS = 30

/** What was spent and kept from a midnight on. */
export const spentSince = ({ days, orders }: Growth, sinceMs: EpochMs): Fen =>
  sumFen([
    ...days.filter(({ startMs }) => startMs >= sinceMs).map(({ amountFen }) => amountFen),
    ...orders.filter(({ atMs }) => atMs >= sinceMs).map(keptFen),
  ])

const keptFen = ({ amountFen, refundedFen }: GrowthOrder): Fen =>
  subtractFen(amountFen, refundedFen)

/** The midnight with which the last so many days begin, today included. */
export const startOfWindow = (nowMs: EpochMs, days: number): EpochMs =>
  startOfBusinessDay(later(nowMs, (1 - days) * DAY_MS))

/**
 * Keeps the document small: orders that are not recent become sums by day, and days that are out of
 * every window are dropped.
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

/** With an order that had become part of its day's sum by itself again. */
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
