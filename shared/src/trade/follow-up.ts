import { DAY_MS, earlierOf, type EpochMs, later, MINUTE_MS, SECOND_MS } from '../kernel/instant'

/**
 * Pending state of a trade that the timer has to follow up: it may be paid, is being closed, was
 * closed and may have been paid nevertheless, or has a refund under way.
 */
export type Waiting =
  | { readonly at: 'payment'; readonly createdAtMs: EpochMs; readonly payByMs: EpochMs }
  | { readonly at: 'closing'; readonly sinceMs: EpochMs }
  /** `confirmed`: the provider has closed the trade, so nobody can pay it any more. */
  | { readonly at: 'closed'; readonly closedAtMs: EpochMs; readonly confirmed: boolean }
  | { readonly at: 'refund'; readonly requestedAtMs: EpochMs; readonly sendableFromMs: EpochMs }

/** The timer's next task. */
export type Task = 'ask' | 'close' | 'refund'

/** Result of an attempt. */
export type Outcome =
  /** The provider answered without a change: nobody has paid, or the refund is under way. */
  | 'answered'
  /** A refusal that may succeed later: too little balance, too many requests. */
  | 'refused'
  /** No answer, while the provider answered others. */
  | 'no-answer'
  /** No answer, and none for other trades either: this trade is not the cause. */
  | 'provider-away'

/** Notifications get lost: ask soon, then less often, so that an idle wallet costs little. */
const ASK_AFTER_MS = [1, 2, 4, 8].map((minutes) => minutes * MINUTE_MS)

/** A payment may be under way while the trade is closed, and its notification may be lost. */
const ASK_AFTER_CLOSE_MS = [5, 60].map((minutes) => minutes * MINUTE_MS)

/**
 * The action that reserves a refund or begins to close sends the request at once; the timer retries
 * lost requests.
 */
const HEAD_START_MS = 20 * SECOND_MS

interface BackOff {
  readonly delaysMs: readonly number[]
  /** Number of failed attempts after which a person has to look. */
  readonly triesMax: number
}

const minutes = (...counts: number[]) => counts.map((count) => count * MINUTE_MS)

/** A refusal takes hours to resolve; after an outage, all trades are settled within minutes. */
const BACK_OFF: Readonly<Record<'refused' | 'no-answer', BackOff>> = {
  refused: { delaysMs: minutes(1, 5, 15, 60), triesMax: 12 },
  'no-answer': { delaysMs: minutes(1, 2, 5, 5, 5, 5, 5, 5, 5, 15, 60), triesMax: 24 },
}

/** A refund to a bank card takes up to three working days: ask less and less often. */
const REFUND_ASK_MS = minutes(1, 2, 5, 15, 60, 360)

/** Maximum time for a refund to be under way; after it a person has to look. */
export const REFUND_UNDER_WAY_MAX_MS = 7 * DAY_MS

/** Time from payment deadline to the end of a member's holds, whatever the provider does (I32). */
export const HOLD_GRACE_MS = 15 * MINUTE_MS

/** First due time of a new pending state. */
export function firstDueMs(waiting: Waiting): EpochMs {
  switch (waiting.at) {
    case 'payment':
      return earlierOf(later(waiting.createdAtMs, ASK_AFTER_MS[0]!), waiting.payByMs)
    case 'closing':
      return later(waiting.sinceMs, HEAD_START_MS)
    case 'closed':
      return waiting.confirmed
        ? later(waiting.closedAtMs, ASK_AFTER_CLOSE_MS[0]!)
        : later(waiting.closedAtMs, MINUTE_MS)
    case 'refund':
      return later(waiting.sendableFromMs, HEAD_START_MS)
  }
}

export function taskOf(waiting: Waiting, nowMs: EpochMs): Task {
  switch (waiting.at) {
    case 'payment':
      return nowMs >= waiting.payByMs ? 'close' : 'ask'
    case 'closing':
      return 'close'
    case 'closed':
      return waiting.confirmed ? 'ask' : 'close'
    case 'refund':
      return 'refund'
  }
}

export type Next =
  | { readonly then: 'again'; readonly dueAtMs: EpochMs; readonly tries: number }
  /** Nothing more is expected. */
  | { readonly then: 'done' }
  /** Attempts exhausted: a person has to look. */
  | { readonly then: 'give-up' }

/**
 * Next due time of a trade that still waits after an attempt.
 *
 * @param tries number of failed attempts so far
 * @param chance from 0 to 1, spreads retries of simultaneous failures
 */
export function nextOf(
  waiting: Waiting,
  outcome: Outcome,
  { chance, nowMs, tries }: { chance: number; nowMs: EpochMs; tries: number },
): Next {
  const again = (delayMs: number, count: number): Next => ({
    then: 'again',
    dueAtMs: beforeClosing(waiting, nowMs, Math.round(delayMs * (0.8 + 0.4 * chance))),
    tries: count,
  })
  if (outcome === 'provider-away') return again(MINUTE_MS, tries)
  if (outcome === 'answered') {
    if (waiting.at === 'refund') {
      const tooLong = nowMs - waiting.requestedAtMs >= REFUND_UNDER_WAY_MAX_MS
      return tooLong ? { then: 'give-up' } : again(at(REFUND_ASK_MS, tries), tries + 1)
    }
    const plannedMs = plannedAsks(waiting).find((askMs) => askMs > nowMs)
    if (plannedMs !== undefined) return { then: 'again', dueAtMs: plannedMs, tries: 0 }
    if (waiting.at === 'closed' && waiting.confirmed) return { then: 'done' }
  }
  const { delaysMs, triesMax } = BACK_OFF[outcome === 'answered' ? 'refused' : outcome]
  return tries + 1 >= triesMax ? { then: 'give-up' } : again(at(delaysMs, tries), tries + 1)
}

/** Limits the back-off, so that an unpaid trade is closed at its payment deadline. */
function beforeClosing(waiting: Waiting, nowMs: EpochMs, delayMs: number): EpochMs {
  const dueAtMs = later(nowMs, delayMs)
  const isPayable = waiting.at === 'payment' && waiting.payByMs > nowMs
  return isPayable ? earlierOf(dueAtMs, waiting.payByMs) : dueAtMs
}

function plannedAsks(waiting: Waiting): readonly EpochMs[] {
  if (waiting.at === 'payment') {
    const asks = ASK_AFTER_MS.map((afterMs) => later(waiting.createdAtMs, afterMs))
    return [...asks.filter((askMs) => askMs < waiting.payByMs), waiting.payByMs]
  }
  if (waiting.at !== 'closed' || !waiting.confirmed) return []
  return ASK_AFTER_CLOSE_MS.map((afterMs) => later(waiting.closedAtMs, afterMs))
}

const at = (delays: readonly number[], index: number): number =>
  delays[Math.min(index, delays.length - 1)]!
