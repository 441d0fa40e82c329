import { fen } from '../kernel/fen'
import { MINUTE_MS } from '../kernel/instant'
import { points } from '../kernel/points'
import { fenPerLitre } from '../kernel/volume'
import { EVERYBODY } from '../member/audience'
import { NO_LOYALTY_RULES } from '../member/loyalty'
import { type Confirm, confirm, type Reverse, reverse } from '../order/confirm'
import type { ClosedState, MoneyState, Order } from '../order/order'
import type { Place } from '../order/place'
import type { GrantedPrice } from '../order/prices'
import { USUAL_LIMITS } from '../order/quote'
import { hourKey } from '../passphrase/key'
import { aPrice } from './baskets'
import {
  after,
  aMember,
  anOrder,
  aPaidOrder,
  aStation,
  NOON,
  NOTHING_OPEN,
  onDuty,
} from './builders'
import { valueOf } from './results'

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
    nozzleId: 'nozzle:bj0001-03',
    way: 'fuel-first',
    amountFen: fen(20_000),
    seenPrice: fenPerLitre(781),
    seenPayableFen: changes.amountFen ?? fen(20_000),
    seenTenders: { points: points(0), storedValueFen: fen(0) },
    couponIds: null,
    prices: [],
    loyaltyRules: NO_LOYALTY_RULES,
    storedValuePolicy: null,
    limits: USUAL_LIMITS,
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
  anOrder({ state: { status: 'closing', reason: 'timeout' } })

export const aClosedOrder = (reason: ClosedState['reason']): Order =>
  anOrder({ state: { status: 'closed', reason, closedAtMs: after(15 * MINUTE_MS) } })

export const aConfirmedOrder = (changes: Partial<Confirm> = {}): Order =>
  valueOf(confirm(aPaidOrder(), aConfirm(changes))).order

export const aReversedOrder = (): Order => valueOf(reverse(aPaidOrder(), aReverse())).order

export const moneyOf = (order: Order) => order.state as MoneyState

/** A price of the programme, for everybody. */
export const aGrantedPrice = (changes: Partial<GrantedPrice> = {}): GrantedPrice => ({
  ...aPrice(),
  for: EVERYBODY,
  ...changes,
})
