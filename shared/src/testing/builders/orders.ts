import { fen } from '../../kernel/fen'
import { type EpochMs, MINUTE_MS } from '../../kernel/instant'
import { points } from '../../kernel/points'
import { fenPerLitre } from '../../kernel/volume'
import { EVERYBODY } from '../../member/audience'
import { NO_LOYALTY_RULES } from '../../member/loyalty'
import { USUAL_SERVICE_TERMS } from '../../order/facts/service'
import { type Confirm, confirm, type Reverse, reverse } from '../../order/verbs/confirm'
import type { Order } from '../../order/facts/order'
import type { Place } from '../../order/verbs/place'
import type { GrantedPrice } from '../../order/price/prices'
import { changeTrade } from '../../order/verbs/trade'
import { USUAL_LIMITS } from '../../order/price/quote'
import { hourKey } from '../../passphrase/key'
import type { PaymentFact, RefundFact } from '../../trade/fact'
import { applyPayment } from '../../trade/pay'
import { applyRefund } from '../../trade/refund-change'
import { type CloseReason, refundsOf } from '../../trade/trade'
import { aPrice } from '../plans/baskets'
import {
  after,
  aMember,
  anOrder,
  aPaidOrder,
  aStation,
  NOON,
  NOTHING_OPEN,
  onDuty,
  withTradeState,
} from './builders'
import { valueOf } from '../results'
import { aPayee } from './payees'

/** The root of all passphrases in tests. */
export const SECRET = '5e'.repeat(32)

/** The command that places the order of `anOrder`. */
export function aPlace(changes: Partial<Place> = {}): Place {
  return {
    orderId: 'order:0123456789abcdef7k2m',
    tails: ['7K2M'],
    open: NOTHING_OPEN,
    member: aMember(),
    station: aStation(),
    payee: aPayee(),
    nozzleId: 'nozzle:bj0001-03',
    way: 'fuel-first',
    plate: null,
    amountFen: fen(20_000),
    seenPrice: fenPerLitre(781),
    seenPayableFen: changes.amountFen ?? fen(20_000),
    seenTenders: { points: points(0), storedValueFen: fen(0) },
    passwordProven: false,
    couponIds: null,
    prices: [],
    loyaltyRules: NO_LOYALTY_RULES,
    storedValuePolicy: null,
    limits: USUAL_LIMITS,
    service: USUAL_SERVICE_TERMS,
    nowMs: NOON,
    ...changes,
  }
}

/** Confirmed without a passphrase, for a reason. */
export const UNPROVEN = { kind: 'none', why: { reason: 'phone-dead', note: '' } } as const

export function aConfirm(changes: Partial<Confirm> = {}): Confirm {
  return {
    by: onDuty(),
    dispensedFen: fen(20_000),
    proof: UNPROVEN,
    keyOf: (hour) => hourKey({ current: SECRET, next: null }, 'station:bj0001', hour),
    nowMs: after(2 * MINUTE_MS),
    ...changes,
  }
}

export function aReverse(changes: Partial<Reverse> = {}): Reverse {
  return { by: onDuty(), reason: 'no-fuel', nowMs: after(2 * MINUTE_MS), ...changes }
}

export const aClosingOrder = (): Order =>
  withTradeState(anOrder({ state: { status: 'closing' } }), {
    at: 'closing',
    reason: 'timeout',
    begunAtMs: after(15 * MINUTE_MS),
  })

export const aClosedOrder = (reason: CloseReason, order = anOrder()): Order =>
  withTradeState(
    { ...order, state: { status: 'closed' } },
    { at: 'closed', reason, closedAtMs: after(15 * MINUTE_MS), isConfirmed: true },
  )

/** The provider's word about an order's payment, as the functions take it in. */
export const hearPayment = (order: Order, fact: PaymentFact, nowMs: EpochMs) =>
  changeTrade(order, nowMs, (trade) => applyPayment(trade, fact, nowMs))

export const hearRefund = (order: Order, fact: RefundFact, nowMs: EpochMs) =>
  changeTrade(order, nowMs, (trade) => applyRefund(trade, fact, nowMs))

export const aConfirmedOrder = (changes: Partial<Confirm> = {}): Order =>
  valueOf(confirm(aPaidOrder(), aConfirm(changes))).order

export const aReversedOrder = (): Order => valueOf(reverse(aPaidOrder(), aReverse())).order

/** Refunds of an order. */
export const refundsIn = ({ trade }: Order) => refundsOf(trade)

/** A price of the operator, for everybody. */
export const aGrantedPrice = (changes: Partial<GrantedPrice> = {}): GrantedPrice => ({
  ...aPrice(),
  for: EVERYBODY,
  ...changes,
})
