import { DAY_MS, earlierOf, type EpochMs, later, MINUTE_MS, SECOND_MS } from '../kernel/instant'

/**
 * What waits for a provider, so that the timer has to come back to it: an order or a recharge that
 * may be paid, is being closed, was closed and may have been paid all the same, or has money on its
 * way back.
 */
export type Waiting =
  | { readonly at: 'payment'; readonly createdAtMs: EpochMs; readonly payByMs: EpochMs }
  | { readonly at: 'closing'; readonly sinceMs: EpochMs }
  /** `confirmed`: the provider has closed the trade, so nobody can pay it any more. */
  | { readonly at: 'closed'; readonly closedAtMs: EpochMs; readonly confirmed: boolean }
  | { readonly at: 'refund'; readonly requestedAtMs: EpochMs; readonly sendableFromMs: EpochMs }

/** The timer's next task. */
export type Task = 'ask' | 'close' | 'refund'

/** Result of a try. */
export type Outcome =
  /** The provider answered, and what waits still waits: nobody has paid, the refund is under way. */
  | 'answered'
  /** A clear no that may be a yes later: too little balance, too many requests. */
  | 'refused'
  /** No answer, while the provider answered others. */
  | 'no-answer'
  /** No answer, and the provider answers nobody: not the fault of this piece of work. */
  | 'provider-away'

/** Notifications get lost: ask soon, then ever more rarely, so that an idle wallet costs little. */
const ASK_AFTER_MS = [1, 2, 4, 8].map((minutes) => minutes * MINUTE_MS)

/** A payment may be under way while the trade is closed, and its notification may be lost. */
const ASK_AFTER_CLOSE_MS = [5, 60].map((minutes) => minutes * MINUTE_MS)

/**
 * The act that reserves a refund or begins to close sends it at once; the timer retries lost
 * requests.
 */
const HEAD_START_MS = 20 * SECOND_MS

interface BackOff {
  readonly delaysMs: readonly number[]
  /** After so many tries without a result a person has to look. */
  readonly triesMax: number
}

const minutes = (...counts: number[]) => counts.map((count) => count * MINUTE_MS)

/** A refusal takes hours to turn into a yes; an outage ends, and all is settled minutes after it. */
const BACK_OFF: Readonly<Record<'refused' | 'no-answer', BackOff>> = {
  refused: { delaysMs: minutes(1, 5, 15, 60), triesMax: 12 },
  'no-answer': { delaysMs: minutes(1, 2, 5, 5, 5, 5, 5, 5, 5, 15, 60), triesMax: 24 },
}

/** A refund to a bank card takes up to three working days: asked ever more rarely. */
const REFUND_ASK_MS = minutes(1, 2, 5, 15, 60, 360)

/** So long a provider may say that a refund is being made; after it a person has to look. */
export const REFUND_UNDER_WAY_MAX_MS = 7 * DAY_MS

/** So long after the time to pay nothing of a member's is held, whatever the provider does (I32). */
export const HOLD_GRACE_MS = 15 * MINUTE_MS

/** When the timer first comes to what begins to wait. */
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
  /** Tried for long enough: a case for a person. */
  | { readonly then: 'give-up' }

/**
 * When the timer comes again to what still waits after a try.
 *
 * @param tries how many tries have come to nothing so far
 * @param chance from 0 to 1, spreads what failed at the same moment
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

/** However long the back-off, what nobody has paid is closed when its time is over. */
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
