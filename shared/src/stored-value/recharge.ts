import { type Fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import { type Id, ID_LETTERS, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Funding } from '../ledger/party'
import type { Channel, RefundId } from '../payment/fact'
import type { Waiting } from '../payment/follow-up'
import {
  nextToSend,
  outstandingOf,
  type ReservedRefund,
  sendableFromMs,
  withRefundState,
} from '../payment/refund'
import type { StoredValueSums } from './account'
import type { GiftCoupon } from './gift-coupon'
import type { OfferTier, RechargeOfferId } from './recharge-offer'

/** Made by the member's phone before the first call, as an order's. */
export type RechargeId = Id<'recharge'>

/** Neither a recharge nor its refund is of nothing, or of less. */
export interface NoAmount {
  readonly code: 'recharge/no-amount'
}

/** 充值: money paid into stored value, and its remainder. */
export interface Recharge {
  readonly id: RechargeId
  readonly source: RechargeSource
  readonly amountFen: Fen
  /** Decides the month and the campaign that a gift counts for, whenever the money arrives. */
  readonly requestedAtMs: EpochMs
  readonly state: RechargeState
}

export type RechargeSource =
  | { readonly kind: 'wallet'; readonly channel: Channel; readonly payerId: string }
  | { readonly kind: 'card'; readonly cardId: Id<'recharge-card'> }

export type RechargeState = RequestedState | ClosedState | PaidState

/** The gift is the recharge's from here on: a second one at the same moment does not get it too. */
export interface RequestedState {
  readonly status: 'requested'
  readonly payByMs: EpochMs
  readonly promise: GiftPromise | null
}

/** Not paid in time: its gift is free for another recharge. */
export interface ClosedState {
  readonly status: 'closed'
  readonly closedAtMs: EpochMs
  /** The provider has not answered that the trade is closed: somebody may still pay it. */
  readonly unconfirmed?: true | undefined
}

/** `refunded` once nothing of it is kept and the channel has returned it. */
export interface PaidState {
  readonly status: 'paid' | 'refunded'
  readonly transactionId: string
  readonly paidAtMs: EpochMs
  /** When an order last took from it or gave back to it: so long it has to be there. */
  readonly usedAtMs: EpochMs
  readonly left: StoredValueSums
  readonly gift: Gift | null
  readonly refunds: readonly RechargeRefund[]
}

export type PaidRecharge = Recharge & { readonly state: PaidState }

export type RechargeStatus = RechargeState['status']

export const TRANSITIONS: Readonly<Record<RechargeStatus, readonly RechargeStatus[]>> = {
  requested: ['paid', 'closed'],
  closed: ['paid'],
  paid: ['refunded'],
  refunded: [],
}

/** Gift promised to a recharge. Copied: a later change of the offer changes nothing here. */
export interface GiftPromise {
  readonly offerId: RechargeOfferId
  readonly offerEndsAtMs: EpochMs
  readonly tiers: readonly OfferTier[]
  readonly giftDays: number | null
  readonly funding: Funding
}

export interface Gift extends GiftPromise {
  readonly grantedFen: Fen
  /** Taken back because the recharge was refunded. */
  readonly clawedFen: Fen
  readonly expiredFen: Fen
  /** Spent, and charged to the member by a refund: it returns as the member's own money. */
  readonly chargedFen: Fen
  /** Coupons granted with it and added to a pocket. */
  readonly coupons: readonly GiftCoupon[]
  /** Null: never. */
  readonly expiresAtMs: EpochMs | null
}

/** Money on its way back to the payer, reserved before the channel is asked. */
export interface RechargeRefund extends ReservedRefund {
  /** Amount deducted from the principal. `amountFen` is less by the spent part of a lost gift. */
  readonly principalFen: Fen
  readonly reason: 'asked' | 'paid-twice'
}

export const hasMoney = (recharge: Recharge): recharge is PaidRecharge => 'left' in recharge.state

export const hasExpired = ({ expiresAtMs }: Gift, nowMs: EpochMs): boolean =>
  expiresAtMs !== null && expiresAtMs <= nowMs

/** Part of a recharge that was not refunded: the basis of its gift. Spending does not reduce it. */
export const keptFen = ({ amountFen, state: { refunds } }: PaidRecharge): Fen =>
  subtractFen(amountFen, sumFen(refunds.filter(isLive).map(({ principalFen }) => principalFen)))

const isLive = ({ state }: RechargeRefund) => state.at !== 'replaced'

/** Refunds whose money has not reached the payer, pending at any party. */
export const outstandingRefunds = ({ state: { refunds } }: PaidRecharge) => outstandingOf(refunds)

/** A recharge is over once nothing of it is kept and all that goes back has arrived. */
export function withRefundSettled(
  recharge: PaidRecharge,
  { id }: RechargeRefund,
  state: RechargeRefund['state'],
): PaidRecharge {
  const refunds = withRefundState(recharge.state.refunds, id, state)
  const next = { ...recharge, state: { ...recharge.state, refunds } }
  const isOver = keptFen(next) <= NO_FEN && outstandingRefunds(next).length === 0
  return isOver ? { ...next, state: { ...next.state, status: 'refunded' } } : next
}

/** Follow-up of the timer for a recharge; null if nothing is pending at the provider. */
export function waitingOf(recharge: Recharge): Waiting | null {
  const { requestedAtMs: createdAtMs, source, state } = recharge
  if (source.kind === 'card') return null
  if (hasMoney(recharge)) {
    const refund = nextToSend(recharge.state.refunds)
    if (!refund) return null
    const { requestedAtMs } = refund
    return { at: 'refund', requestedAtMs, sendableFromMs: sendableFromMs(refund) }
  }
  if (state.status === 'requested') return { at: 'payment', createdAtMs, payByMs: state.payByMs }
  if (state.status !== 'closed') return null
  return { at: 'closed', closedAtMs: state.closedAtMs, confirmed: !state.unconfirmed }
}

/**
 * The channel's trade number of a recharge. An order's number has no `rc` before its letters, so
 * that one payment cannot count for an order and a recharge with equal letters.
 */
export const rechargeTradeNo = (id: RechargeId): string => `${TRADE_PREFIX}${idLetters(id)}`

/** Null if the number belongs to an order, or has another form. */
export function rechargeOfTrade(tradeNo: string): RechargeId | null {
  const isOurs = tradeNo.length === TRADE_PREFIX.length + ID_LETTERS
  return isOurs && tradeNo.startsWith(TRADE_PREFIX)
    ? `recharge:${tradeNo.slice(TRADE_PREFIX.length)}`
    : null
}

const TRADE_PREFIX = 'rc'

/** Refunds are numbered along the recharge, so a retry makes the same number. */
export const rechargeRefundId = (id: RechargeId, ordinal: number): RefundId =>
  `refund:${rechargeTradeNo(id)}r${ordinal}`

/** A refund that the phone numbered, told apart from those of other recharges. */
export const askedRefundId = (id: RechargeId, asked: RefundId): RefundId =>
  `refund:${rechargeTradeNo(id)}f${idLetters(asked)}`
