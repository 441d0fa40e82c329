import { addFen, type Fen } from '../kernel/fen'
import { idLetters } from '../kernel/id'
import { DAY_MS, type EpochMs, later, MINUTE_MS, SECOND_MS } from '../kernel/instant'
import type { RefundId } from './fact'

/**
 * Refund of a trade. It is reserved before the provider is called, under the number by which the
 * provider knows it, so that a lost answer can be requested again and no refund is paid twice.
 */
export interface TradeRefund {
  readonly id: RefundId
  /** Refunded payment: a trade that was paid twice has two. */
  readonly transactionId: string
  readonly amountFen: Fen
  readonly reason: RefundReason
  readonly requestedAtMs: EpochMs
  /** Providers accept one refund of a payment per minute; absent if it may be sent at once. */
  readonly notBeforeMs?: EpochMs | undefined
  readonly state: RefundState
}

export type RefundReason = (typeof REFUND_REASONS)[number]
export const REFUND_REASONS = [
  /** The whole payment is refunded. */
  'reversal',
  /** Less was delivered than paid for. */
  'under-fill',
  /** A wrong figure was corrected. */
  'correction',
  /** The payer asked for it. */
  'asked',
  /** A second payment of the same trade. */
  'paid-twice',
] as const

/** Refund to reserve; its number follows from the trade. */
export type NewRefund = Pick<TradeRefund, 'transactionId' | 'amountFen' | 'reason'>

export type RefundState =
  | { readonly at: 'requested' }
  | { readonly at: 'done'; readonly doneAtMs: EpochMs }
  /** The provider closed this number finally; another refund has replaced it. */
  | { readonly at: 'replaced' }
  /** The provider does not make it by itself: it is not requested again until a person decides. */
  | { readonly at: 'halted'; readonly reason: HaltReason; readonly haltedAtMs: EpochMs }
  /** A person paid the money out another way; it is not requested again. */
  | { readonly at: 'paid-out'; readonly how: PayoutWay; readonly doneAtMs: EpochMs }

export const HALT_REASONS = [
  /** The payer's card or wallet cannot take the money back (WeChat Pay ABNORMAL). */
  'abnormal',
  /** The provider refused finally: closed merchant, frozen trade, closed payer account. */
  'refused',
  /** Older than the provider's refund period. */
  'too-old',
  /** More partial refunds of one payment than the provider accepts. */
  'too-many',
  /** Attempts or waiting time exhausted: a person has to look. */
  'no-answer',
] as const

export type HaltReason = (typeof HALT_REASONS)[number]

/** Ways for a person to return money that the provider does not refund. */
export const PAYOUT_WAYS = ['bank', 'cash'] as const
export type PayoutWay = (typeof PAYOUT_WAYS)[number]

/**
 * Both providers refund for a year: WeChat Pay 365 days (pay.weixin.qq.com, refund of the v3 API),
 * Alipay twelve months by its standard contract (opendocs.alipay.com, alipay.trade.refund).
 */
export const REFUND_PERIOD_MS = 365 * DAY_MS

/** WeChat Pay makes 50 partial refunds of a payment; one is reserved for a person's decision. */
export const REFUNDS_PER_PAYMENT_MAX = 49

/** WeChat Pay accepts partial refunds of one payment a minute apart. */
export const REFUND_SPACING_MS = MINUTE_MS

/** A refund that is about to be sent is not enlarged: the sender may have read it already. */
const MERGE_MARGIN_MS = 10 * SECOND_MS

/** Time for a person to decide about a halted refund. */
export const HALT_DEADLINE_MS = 2 * DAY_MS

export const isPastRefundPeriod = (paidAtMs: EpochMs, nowMs: EpochMs): boolean =>
  nowMs - paidAtMs >= REFUND_PERIOD_MS

/** Refunds still to be requested from the provider. */
export const pendingOf = (refunds: readonly TradeRefund[]) =>
  refunds.filter(({ state }) => state.at === 'requested')

/** Refunds whose money has not reached the payer: requested or halted. */
export const outstandingOf = (refunds: readonly TradeRefund[]) =>
  refunds.filter(({ state }) => state.at === 'requested' || state.at === 'halted')

/** The pending refund that is sendable first, even if not yet. */
export const nextToSend = (refunds: readonly TradeRefund[]): TradeRefund | undefined =>
  pendingOf(refunds).sort((a, b) => sendableFromMs(a) - sendableFromMs(b))[0]

export const sendableFromMs = ({ notBeforeMs, requestedAtMs }: TradeRefund): EpochMs =>
  notBeforeMs ?? requestedAtMs

/** Id of a refund by its position in the trade, so that a retry has the same number. */
const numbered = (tradeNo: string, ordinal: number): RefundId => `refund:${tradeNo}r${ordinal}`

/** The number by which the provider knows a refund. */
export const outRefundNo = (id: RefundId): string => idLetters(id)

/**
 * Adds a refund to those of a trade. A refund that is not sendable yet absorbs the next one of its
 * kind, so that consecutive corrections are one refund; refunds beyond the provider's maximum are
 * halted at once, for a person to pay out another way.
 */
export function withRefundReserved(
  tradeNo: string,
  refunds: readonly TradeRefund[],
  { amountFen, reason, transactionId }: NewRefund,
  nowMs: EpochMs,
): readonly TradeRefund[] {
  const ofPayment = refunds.filter((refund) => refund.transactionId === transactionId)
  const waiting = pendingOf(ofPayment).find(
    (refund) => refund.reason === reason && sendableFromMs(refund) - nowMs > MERGE_MARGIN_MS,
  )
  if (waiting) {
    const merged = { ...waiting, amountFen: addFen(waiting.amountFen, amountFen) }
    return refunds.map((refund) => (refund === waiting ? merged : refund))
  }
  const fresh: TradeRefund = {
    id: numbered(tradeNo, refunds.length + 1),
    transactionId,
    amountFen,
    reason,
    requestedAtMs: nowMs,
    state: { at: 'requested' },
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
export const withRefundState = (
  refunds: readonly TradeRefund[],
  id: RefundId,
  state: RefundState,
): readonly TradeRefund[] =>
  refunds.map((refund) => (refund.id === id ? { ...refund, state } : refund))
