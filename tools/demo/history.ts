import { issued } from '@palm/shared/coupon/claim'
import { fen } from '@palm/shared/kernel/fen'
import {
  DAY_MS,
  type EpochMs,
  epochMs,
  HOUR_MS,
  later,
  MINUTE_MS,
  startOfBusinessDay,
} from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import type { Member } from '@palm/shared/member/member'
import { memberAfter } from '@palm/shared/order/after/member-after'
import { recorded } from '@palm/shared/order/facts/decision'
import type { Order } from '@palm/shared/order/facts/order'
import { confirm } from '@palm/shared/order/verbs/confirm'
import { place } from '@palm/shared/order/verbs/place'
import { changeTrade } from '@palm/shared/order/verbs/trade'
import { quote } from '@palm/shared/order/price/quote'
import { hourKey } from '@palm/shared/passphrase/key'
import { nozzleOnSale } from '@palm/shared/station/nozzle-on-sale'
import type { Station } from '@palm/shared/station/station'
import type { Staff } from '@palm/shared/staff/staff'
import { payeeOf } from '@palm/shared/trade/payee'
import { applyPayment } from '@palm/shared/trade/pay'
import type { Database } from '../../cloudfunctions/database/session'
import { couponTemplates } from '../../cloudfunctions/documents/member/coupons'
import { members } from '../../cloudfunctions/documents/member/members'
import { orders } from '../../cloudfunctions/documents/orders'
import { staff } from '../../cloudfunctions/documents/staff'
import { stations } from '../../cloudfunctions/documents/stations'
import { openOperatorRules, type OperatorRules } from '../../cloudfunctions/flows/operator-rules'
import { DEMO_PAYEES } from './payees'

/** A fill of the past: when, where, what, for how much, and with a coupon if any. */
interface PastFill {
  readonly daysAgo: number
  readonly station: string
  readonly nozzle: string
  readonly yuan: number
  /** Pump price then against today's, in fen. */
  readonly dearer: number
  readonly coupon?: 'full-200' | 'five-per-cent' | 'per-litre'
}

const HOME = 'station:bj0001'
const NEAR = 'station:bj0002'

/** Seven months of a driver who commutes, travels in summer, and has learnt about coupons. */
const FILLS: readonly PastFill[] = [
  { daysAgo: 205, station: HOME, nozzle: 'bj0001-03', yuan: 220, dearer: -22 },
  { daysAgo: 191, station: NEAR, nozzle: 'bj0002-01', yuan: 300, dearer: -20 },
  { daysAgo: 172, station: HOME, nozzle: 'bj0001-03', yuan: 250, dearer: -8, coupon: 'full-200' },
  { daysAgo: 161, station: HOME, nozzle: 'bj0001-02', yuan: 280, dearer: -8 },
  { daysAgo: 146, station: NEAR, nozzle: 'bj0002-01', yuan: 310, dearer: 5 },
  { daysAgo: 134, station: HOME, nozzle: 'bj0001-03', yuan: 330, dearer: 11, coupon: 'full-200' },
  { daysAgo: 127, station: HOME, nozzle: 'bj0001-02', yuan: 300, dearer: 11 },
  { daysAgo: 113, station: HOME, nozzle: 'bj0001-03', yuan: 260, dearer: 18, coupon: 'per-litre' },
  { daysAgo: 99, station: NEAR, nozzle: 'bj0002-01', yuan: 320, dearer: 9 },
  {
    daysAgo: 85,
    station: HOME,
    nozzle: 'bj0001-03',
    yuan: 240,
    dearer: 4,
    coupon: 'five-per-cent',
  },
  { daysAgo: 71, station: HOME, nozzle: 'bj0001-02', yuan: 270, dearer: 0 },
  { daysAgo: 57, station: HOME, nozzle: 'bj0001-03', yuan: 210, dearer: -4, coupon: 'full-200' },
  { daysAgo: 43, station: NEAR, nozzle: 'bj0002-01', yuan: 230, dearer: -4 },
  { daysAgo: 24, station: HOME, nozzle: 'bj0001-03', yuan: 200, dearer: 0, coupon: 'full-200' },
  { daysAgo: 15, station: HOME, nozzle: 'bj0001-02', yuan: 185, dearer: 0 },
  { daysAgo: 6, station: NEAR, nozzle: 'bj0002-01', yuan: 150, dearer: 0, coupon: 'five-per-cent' },
]

/** All rules are those of today; the passphrase has no part in a confirmation that needs none. */
interface Past {
  readonly database: Database
  readonly rules: OperatorRules
  readonly by: Staff
  readonly nowMs: EpochMs
}

/**
 * Months of a driver's orders, so that a first visitor sees what spending looks like: made by the
 * same decisions as every order, at instants of the past, and stored as every order is. The wallets
 * know nothing of their payments.
 */
export async function openHistory(
  database: Database,
  driver: string,
  attendant: string,
  nowMs: EpochMs,
): Promise<void> {
  const [member, by] = await Promise.all([
    memberNamed(database, driver),
    staffNamed(database, attendant),
  ])
  const rules = await openOperatorRules(database, () => nowMs)()
  const past: Past = { database, rules, by, nowMs }
  let driving: Member = { ...member, joinedAtMs: later(nowMs, -210 * DAY_MS) }
  for (const [index, fill] of FILLS.entries()) {
    const { member: after, order } = await fillUp(past, driving, fill, index)
    await database.put(orders, order)
    driving = after
  }
  await database.put(members, { ...driving, profile: PROFILE })
}

const PROFILE = {
  nickname: '张女士',
  birthday: null,
  vehicles: [
    { plate: '京A12345', gradeId: 'petrol-92', tankMl: 50_000 as never },
    { plate: '京AD67890', gradeId: null, tankMl: null },
  ],
} as const

async function fillUp(
  { by, database, nowMs, rules }: Past,
  known: Member,
  fill: PastFill,
  index: number,
): Promise<{ readonly member: Member; readonly order: Order }> {
  const day = startOfBusinessDay(later(nowMs, -fill.daysAgo * DAY_MS))
  const atMs = later(day, (8 + 2 * (index % 6)) * HOUR_MS + 7 * index * MINUTE_MS)
  const station = stationThen(await found(database.get(stations, fill.station)), fill)
  const member = await withCoupon(database, known, fill, atMs, index)
  const nozzleId = `nozzle:${fill.nozzle}` as const
  const sale = of(nozzleOnSale(station, nozzleId, atMs))
  const asked = {
    ...{ member, sale, stationId: station.id, nowMs: atMs },
    ...{ amountFen: fen(fill.yuan * 100), couponIds: null },
    ...{ use: { points: false, storedValue: false }, storedValuePolicy: null },
    ...{ prices: rules.prices, limits: rules.limits, loyaltyRules: rules.loyaltyRules },
  }
  const letters = `h1st0ry${String(index).padStart(13, '0')}`
  const placed = of(
    place({
      ...asked,
      passwordProven: false,
      ...{ orderId: `order:${letters}`, station, nozzleId, way: 'fuel-first', plate: '京A12345' },
      ...{ tails: [letters.slice(-4).toUpperCase()], open: { paidByMember: 0, tails: new Set() } },
      ...{ payee: payeeOf(DEMO_PAYEES, station), service: rules.service.terms },
      seenPrice: sale.price.pumpPrice,
      seenPayableFen: of(quote(asked)).plan.payableFen,
      seenTenders: { points: 0 as never, storedValueFen: fen(0) },
    }),
  )
  const paid = paidOrder(recorded(placed.order, placed.entry), later(atMs, MINUTE_MS))
  const servedMs = later(atMs, 4 * MINUTE_MS)
  const served = confirmed(paid, by, servedMs)
  const after = memberAfter(placed.member, paid, served, rules.loyaltyRules, servedMs)
  return { member: after.member, order: after.order }
}

/** The provider's word, as a notification brings it. */
function paidOrder(order: Order, paidAtMs: EpochMs): Order {
  const { no, payee, payerId, provider } = order.trade
  const fact = {
    ...{ provider, merchant: payee.merchant, outTradeNo: no, transactionId: `demo-${no}` },
    ...{ amountFen: order.trade.amountFen, currency: 'CNY', payerId, paidAtMs },
  }
  const decided = of(changeTrade(order, paidAtMs, (trade) => applyPayment(trade, fact, paidAtMs)))
  return recorded(decided.order, decided.entry)
}

function confirmed(order: Order, by: Staff, nowMs: EpochMs): Order {
  const duty = {
    id: `duty:${'0'.repeat(20)}`,
    stationId: order.stationId,
    startedAtMs: nowMs,
  } as const
  const decided = of(
    confirm(order, {
      by: { staff: { ...by, duty, stationIds: [order.stationId] }, duty },
      dispensedFen: order.amountFen,
      proof: { kind: 'none', why: { reason: 'other', note: '' } },
      keyOf: (hour) => hourKey({ current: '0'.repeat(64), next: null }, order.stationId, hour),
      nowMs,
    }),
  )
  return recorded(decided.order, decided.entry)
}

/** With the price of then: the table of today begins today. */
const stationThen = (station: Station, { dearer }: PastFill): Station => ({
  ...station,
  numbers: station.numbers.map((number) => ({ ...number, fromMs: epochMs(0) })),
  prices: station.prices.map((price) => ({
    ...price,
    fromMs: epochMs(0),
    pumpPrice: fenPerLitre(price.pumpPrice + dearer),
  })),
})

async function withCoupon(
  database: Database,
  member: Member,
  { coupon }: PastFill,
  atMs: EpochMs,
  index: number,
): Promise<Member> {
  if (!coupon) return member
  const template = await found(database.get(couponTemplates, `coupon-template:${coupon}`))
  const own = issued(template, `coupon:h1st0ry${String(index).padStart(13, '0')}`, atMs)
  return { ...member, pocket: { ...member.pocket, coupons: [...member.pocket.coupons, own] } }
}

const memberNamed = async (database: Database, openId: string): Promise<Member> =>
  found(firstOf(database.find(members, { where: { 'identity.openId': openId }, limit: 1 })))

const staffNamed = async (database: Database, name: string): Promise<Staff> =>
  found(firstOf(database.find(staff, { where: { name }, limit: 1 })))

const firstOf = async <Value>(all: Promise<Value[]>): Promise<Value | null> =>
  (await all)[0] ?? null

async function found<Value>(asked: Promise<Value | null>): Promise<Value> {
  const value = await asked
  if (value === null) throw new Error('the demo has not been opened')
  return value
}

function of<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`the history was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
