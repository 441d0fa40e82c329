import { fen } from '../../kernel/fen'
import { type EpochMs, epochMs, HOUR_MS, later, MINUTE_MS } from '../../kernel/instant'
import { points } from '../../kernel/points'
import { fenPerLitre } from '../../kernel/volume'
import { NO_LOYALTY_RULES } from '../../member/loyalty'
import { type Member, newMember } from '../../member/member'
import type { MoneyState, Order, PaidState } from '../../order/facts/order'
import { USUAL_SERVICE_TERMS } from '../../order/facts/service'
import { type OpenThere, place } from '../../order/verbs/place'
import { USUAL_LIMITS } from '../../order/price/quote'
import type { PaymentFact } from '../../trade/fact'
import type { PaidState as TradePaid, Trade } from '../../trade/trade'
import type { OnDuty } from '../../staff/duty'
import type { Duty, Staff } from '../../staff/staff'
import type { Station } from '../../station/station'
import { OWN_MERCHANT } from '../../trade/payee'
import { aPayee } from './payees'

/** Saturday 21 November 2026, 14:05 at the station. */
export const NOON: EpochMs = epochMs(Date.parse('2026-11-21T06:05:00Z'))

export const after = (ms: number): EpochMs => later(NOON, ms)

const OPENING = epochMs(Date.parse('2026-01-01T00:00:00Z'))

export function aStation(changes: Partial<Station> = {}): Station {
  return {
    id: 'station:bj0001',
    code: 'BJ0001',
    name: '朝阳北路加油站',
    region: '朝阳',
    payeeName: '北京朝北石油销售有限公司',
    address: '北京市朝阳区朝阳北路 101 号',
    location: { latitude: 39.9219, longitude: 116.5177 },
    phone: '010-85550101',
    openingHours: '24 小时',
    phonePolicy: 'in-car',
    facilities: [],
    ways: ['fuel-first', 'pay-first'],
    nozzles: [
      { id: 'nozzle:bj0001-03', code: 'BJ0001-03', gradeId: 'petrol-92', retiredAtMs: null },
      { id: 'nozzle:bj0001-07', code: 'BJ0001-07', gradeId: 'petrol-95', retiredAtMs: null },
    ],
    numbers: [
      { nozzleId: 'nozzle:bj0001-03', number: 3, fromMs: OPENING, toMs: null },
      { nozzleId: 'nozzle:bj0001-07', number: 7, fromMs: OPENING, toMs: null },
    ],
    prices: [
      {
        id: 'price:bj0001-petrol-92-1',
        gradeId: 'petrol-92',
        pumpPrice: fenPerLitre(781),
        fromMs: OPENING,
        toMs: null,
      },
      {
        id: 'price:bj0001-petrol-95-1',
        gradeId: 'petrol-95',
        pumpPrice: fenPerLitre(831),
        fromMs: OPENING,
        toMs: null,
      },
    ],
    ...changes,
  }
}

export function aMember(changes: Partial<Member> = {}): Member {
  return {
    ...newMember({
      id: 'member:0000000000000000zhan',
      identity: { provider: 'wechat', appId: 'wxlocal', openId: 'oZhang' },
      joinedAtMs: OPENING,
    }),
    ...changes,
  }
}

/** No open order at the station. */
export const NOTHING_OPEN: OpenThere = { paidByMember: 0, tails: new Set() }

/** An unpaid order of ¥200 of 92# from nozzle 3, placed at `NOON`. */
export function anOrder(changes: Partial<Order> = {}): Order {
  const placed = place({
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
    seenPayableFen: fen(20_000),
    seenTenders: { points: points(0), storedValueFen: fen(0) },
    passwordProven: false,
    couponIds: null,
    prices: [],
    loyaltyRules: NO_LOYALTY_RULES,
    storedValuePolicy: null,
    limits: USUAL_LIMITS,
    service: USUAL_SERVICE_TERMS,
    nowMs: NOON,
  })
  if (!placed.ok) throw new Error(placed.refusal.code)
  return { ...placed.value.order, ...changes }
}

export const PAID: PaidState = {
  status: 'paid',
}

/** Its trade as the provider's first word leaves it. */
export const PAID_TRADE: TradePaid = {
  at: 'paid',
  transactionId: 'wx-1',
  paidAtMs: after(MINUTE_MS),
  refunds: [],
}

/** An order whose trade stands elsewhere. */
export const withTradeState = (order: Order, state: Trade['state']): Order => ({
  ...order,
  trade: { ...order.trade, state },
})

export const aPaidOrder = (state: MoneyState = PAID): Order =>
  withTradeState(anOrder({ state }), PAID_TRADE)

/** The provider's confirmation that the order of `anOrder` is paid. */
export function aPaymentFact(changes: Partial<PaymentFact> = {}): PaymentFact {
  return {
    provider: 'wechat',
    merchant: OWN_MERCHANT,
    outTradeNo: '0123456789abcdef7k2m',
    transactionId: 'wx-1',
    amountFen: fen(20_000),
    currency: 'CNY',
    payerId: 'oZhang',
    paidAtMs: after(MINUTE_MS),
    ...changes,
  }
}

export function aDuty(changes: Partial<Duty> = {}): Duty {
  return {
    id: 'duty:00000000000000000001',
    stationId: 'station:bj0001',
    startedAtMs: after(-HOUR_MS),
    ...changes,
  }
}

export function aStaff(changes: Partial<Staff> = {}): Staff {
  return {
    id: 'staff:0000000000000000wang',
    memberId: 'member:0000000000000000wang',
    name: '王师傅',
    role: 'attendant',
    stationIds: ['station:bj0001'],
    status: 'active',
    duty: aDuty(),
    tally: null,
    ...changes,
  }
}

export function onDuty(duty: Duty = aDuty()): OnDuty {
  return { staff: aStaff({ duty }), duty }
}
