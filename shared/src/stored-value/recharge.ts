import { type Fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import { type Id, ID_LETTERS, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Funding } from '../ledger/party'
import type { RefundId } from '../trade/fact'
import { outstandingOf, type TradeRefund } from '../trade/refund'
import { isPaid, refundsOf, type Trade } from '../trade/trade'
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
  | { readonly kind: 'wallet'; readonly trade: Trade }
  | { readonly kind: 'card'; readonly cardId: Id<'recharge-card'> }

export type RechargeState = RequestedState | ClosedState | PaidState

/** The gift is the recharge's from here on: a second one at the same moment does not get it too. */
export interface RequestedState {
  readonly status: 'requested'
  readonly promise: GiftPromise | null
}

/** Not paid in time: its gift is free for another recharge. */
export interface ClosedState {
  readonly status: 'closed'
}

/** `refunded` once nothing of it is kept and the channel has returned it. */
export interface PaidState {
  readonly status: 'paid' | 'refunded'
  /** When an order last took from it or gave back to it: so long it has to be there. */
  readonly usedAtMs: EpochMs
  readonly left: StoredValueSums
  readonly gift: Gift | null
  /** Withdrawals of its principal, the oldest first. */
  readonly withdrawals: readonly Withdrawal[]
}

/** Principal that its member asked back, under the number that their phone gave it. */
export interface Withdrawal {
  readonly id: RefundId
  /** Amount that leaves the principal. */
  readonly principalFen: Fen
  /** Refund to the wallet: the principal less the spent part of a lost gift. */
  readonly amountFen: Fen
  readonly askedAtMs: EpochMs
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

export const hasMoney = (recharge: Recharge): recharge is PaidRecharge => 'left' in recharge.state

export const hasExpired = ({ expiresAtMs }: Gift, nowMs: EpochMs): boolean =>
  expiresAtMs !== null && expiresAtMs <= nowMs

/** Principal that was not withdrawn; it decides the gift. Spending does not change it. */
export const keptFen = ({ amountFen, state: { withdrawals } }: PaidRecharge): Fen =>
  subtractFen(amountFen, sumFen(withdrawals.map(({ principalFen }) => principalFen)))

/** The trade of a recharge; null where a card paid it. */
export const tradeOf = ({ source }: Recharge): Trade | null =>
  source.kind === 'wallet' ? source.trade : null

/** Refunds whose money has not reached the payer. */
export function outstandingRefunds(recharge: Recharge): readonly TradeRefund[] {
  const trade = tradeOf(recharge)
  return trade ? outstandingOf(refundsOf(trade)) : []
}

/** When its money was there: a card's the moment that it was redeemed. */
export function paidAtMsOf(recharge: PaidRecharge): EpochMs {
  const trade = tradeOf(recharge)
  return trade && isPaid(trade) ? trade.state.paidAtMs : recharge.requestedAtMs
}

/** A recharge is over once nothing of it is kept and all that goes back has arrived. */
export function withStatus(recharge: PaidRecharge): PaidRecharge {
  const isOver = keptFen(recharge) <= NO_FEN && outstandingRefunds(recharge).length === 0
  return { ...recharge, state: { ...recharge.state, status: isOver ? 'refunded' : 'paid' } }
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

/** A refund that the phone numbered, told apart from those of other recharges. */
export const askedRefundId = (id: RechargeId, asked: RefundId): RefundId =>
  `refund:${rechargeTradeNo(id)}f${idLetters(asked)}`
