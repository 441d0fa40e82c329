import type { Fen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later, MINUTE_MS, SECOND_MS } from '../kernel/instant'
import type { RefundId } from './fact'

/** A refund of an order or of a recharge, as far as its way to the payer is concerned. */
export interface ReservedRefund {
  readonly id: RefundId
  readonly transactionId: string
  readonly amountFen: Fen
  readonly requestedAtMs: EpochMs
  /** Providers take one refund of a payment a minute; absent where it may be sent at once. */
  readonly notBeforeMs?: EpochMs | undefined
  readonly state: RefundState
}

export type RefundState =
  | { readonly at: 'requested' }
  | { readonly at: 'done'; readonly doneAtMs: EpochMs }
  /** The provider gave this number up for good; another refund has taken its place. */
  | { readonly at: 'replaced' }
  /** The provider will not make it by itself: a person decides, and until then nobody asks again. */
  | { readonly at: 'halted'; readonly reason: HaltReason; readonly haltedAtMs: EpochMs }
  /** A person paid the money out another way; the provider is not asked any more. */
  | { readonly at: 'paid-out'; readonly how: PayoutWay; readonly doneAtMs: EpochMs }

export const HALT_REASONS = [
  /** The payer's card or wallet cannot take the money back (WeChat Pay ABNORMAL). */
  'abnormal',
  /** The provider refused for good: closed merchant, frozen trade, closed payer account. */
  'refused',
  /** Older than the provider's refund period. */
  'too-old',
  /** More partial refunds of one payment than the provider makes. */
  'too-many',
  /** Asked so often, or waited so long, that a person has to look. */
  'no-answer',
] as const

export type HaltReason = (typeof HALT_REASONS)[number]

/** How a person may return money that the provider does not. */
export const PAYOUT_WAYS = ['bank', 'cash'] as const
export type PayoutWay = (typeof PAYOUT_WAYS)[number]

/**
 * Both providers refund for a year: WeChat Pay 365 days (pay.weixin.qq.com, refund of the v3 API),
 * Alipay twelve months by its standard contract (opendocs.alipay.com, alipay.trade.refund).
 */
export const REFUND_PERIOD_MS = 365 * DAY_MS

/** WeChat Pay makes 50 partial refunds of a payment; one is kept for what a person may still need. */
export const REFUNDS_PER_PAYMENT_MAX = 49

/** WeChat Pay takes partial refunds of one payment a minute apart. */
export const REFUND_SPACING_MS = MINUTE_MS

/** A refund that is about to be sent takes no more money in: the sender may have read it already. */
const MERGE_MARGIN_MS = 10 * SECOND_MS

/** How long a person has to decide about a halted refund. */
export const HALT_DEADLINE_MS = 2 * DAY_MS

export const isPastRefundPeriod = (paidAtMs: EpochMs, nowMs: EpochMs): boolean =>
  nowMs - paidAtMs >= REFUND_PERIOD_MS

/** Refunds that the provider is still to be asked for. */
export const pendingOf = <Refund extends ReservedRefund>(refunds: readonly Refund[]) =>
  refunds.filter(({ state }) => state.at === 'requested')

/** Refunds whose money has not reached the payer, pending at any party. */
export const outstandingOf = <Refund extends ReservedRefund>(refunds: readonly Refund[]) =>
  refunds.filter(({ state }) => state.at === 'requested' || state.at === 'halted')

/** The pending refund whose turn is first, whether or not its time has come. */
export const nextToSend = <Refund extends ReservedRefund>(
  refunds: readonly Refund[],
): Refund | undefined => pendingOf(refunds).sort((a, b) => sendableFromMs(a) - sendableFromMs(b))[0]

export const sendableFromMs = ({ notBeforeMs, requestedAtMs }: ReservedRefund): EpochMs =>
  notBeforeMs ?? requestedAtMs

/**
 * Adds a refund to those of the same payment. One that waits for its minute takes the money of the
 * next one of its kind in, so that corrections in a row are one refund; more than the provider makes
 * are halted at once, for a person to pay out another way.
 *
 * @param canMerge whether an earlier refund is of the new one's kind
 */
export function addRefund<Refund extends ReservedRefund>(
  refunds: readonly Refund[],
  fresh: Refund,
  canMerge: (earlier: Refund) => boolean,
  merged: (earlier: Refund, fresh: Refund) => Refund,
): readonly Refund[] {
  const nowMs = fresh.requestedAtMs
  const ofPayment = refunds.filter(({ transactionId }) => transactionId === fresh.transactionId)
  const waiting = pendingOf(ofPayment).find(
    (refund) => canMerge(refund) && sendableFromMs(refund) - nowMs > MERGE_MARGIN_MS,
  )
  if (waiting) {
    return refunds.map((refund) => (refund.id === waiting.id ? merged(refund, fresh) : refund))
  }
  if (ofPayment.length >= REFUNDS_PER_PAYMENT_MAX) {
    const state = { at: 'halted', reason: 'too-many', haltedAtMs: nowMs } as const
    return [...refunds, { ...fresh, state }]
  }
  const freeFromMs = Math.max(0, ...ofPayment.map(sendableFromMs)) + REFUND_SPACING_MS
  if (ofPayment.length === 0 || freeFromMs <= nowMs) return [...refunds, fresh]
  return [...refunds, { ...fresh, notBeforeMs: later(nowMs, freeFromMs - nowMs) }]
}

/** Replaces the state of one refund. */
export const withRefundState = <Refund extends ReservedRefund>(
  refunds: readonly Refund[],
  id: RefundId,
  state: RefundState,
): readonly Refund[] => refunds.map((refund) => (refund.id === id ? { ...refund, state } : refund))

export type HaltRefusal =
  /** No refund has that number. */
  | { readonly code: 'refund/unknown' }
  /** It has reached the payer, or another refund has taken its place. */
  | { readonly code: 'refund/settled' }
  /** The provider is still being asked: only a halted refund is decided by a person. */
  | { readonly code: 'refund/not-halted' }
