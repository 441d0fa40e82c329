import type { GradeId } from '../../station/grade'
import { fen } from '../../kernel/fen'
import { MINUTE_MS } from '../../kernel/instant'
import { fenPerLitre } from '../../kernel/volume'
import {
  after,
  aMember,
  anOrder,
  aPaidOrder,
  aStation,
  PAID,
  PAID_TRADE,
  withTradeState,
} from '../../testing/builders/builders'
import { ALWAYS } from '../../pricing/rules/condition'
import {
  aConfirm,
  aConfirmedOrder,
  aGrantedPrice,
  aPlace,
  refundsIn,
} from '../../testing/builders/orders'
import { anIssued, aPocket } from '../../testing/builders/coupons'
import { refused, valueOf } from '../../testing/results'
import { changeNozzle } from './change-nozzle'
import { confirm } from './confirm'
import { explain } from '../explain/explain'
import type { Order } from '../facts/order'
import { place, type Place } from './place'
import { totalsFor } from '../price/totals-for'
import { totalsOf } from '../facts/totals'

describe('changing the nozzle', () => {
  const aChange = (changes = {}) => ({
    memberId: aMember().id,
    station: aStation(),
    nozzleId: 'nozzle:bj0001-07' as const,
    nowMs: after(2 * MINUTE_MS),
    ...changes,
  })

  test.each<[string, Order, object, string]>([
    ['of another’s order', aPaidOrder(), { memberId: 'member:other' }, 'order/unknown'],
    [
      'to another station',
      aPaidOrder(),
      { station: aStation({ id: 'station:bj0002' }) },
      'order/unknown',
    ],
    ['before paying', anOrder(), {}, 'order/not-paid'],
    ['after it was confirmed', aConfirmedOrder(), {}, 'order/not-paid'],
    ['to one that is not there', aPaidOrder(), { nozzleId: 'nozzle:bj0001-99' }, 'nozzle/unknown'],
  ])('refuses a change %s', (_, order, changes, code) => {
    expect(changeNozzle(order, aChange(changes))).toMatchObject(refused(code))
  })

  test('keeps the money and computes the litres again', () => {
    const { order, entry } = valueOf(changeNozzle(aPaidOrder(), aChange()))
    expect(order).toMatchObject({
      payableFen: 20_000,
      fuel: { nozzleNumber: 7, gradeName: '95# 汽油', volumeMl: 24_070 },
      state: PAID,
    })
    expect(entry).toBeNull()
  })

  /** ¥200 at 7.81 with benefits, paid. */
  const paidWith = (changes: Partial<Place>): Order => ({
    ...withTradeState(valueOf(place(aPlace(changes))).order, PAID_TRADE),
    state: PAID,
  })
  const off = (gradeIds: readonly GradeId[] | null) =>
    aGrantedPrice({
      price: { kind: 'off', offPerLitre: fenPerLitre(50) },
      condition: { ...ALWAYS, gradeIds },
    })
  const only92 = paidWith({ prices: [off(['petrol-92'])], seenPayableFen: fen(18_720) })
  const any = paidWith({ prices: [off(null)], seenPayableFen: fen(18_720) })
  const coupon = anIssued('coupon:spring1', {
    condition: { ...ALWAYS, gradeIds: ['petrol-92'] },
    reduction: { kind: 'fixed', amountFen: fen(2_000) },
  })
  const withCoupon = paidWith({
    member: aMember({ pocket: aPocket(coupon) }),
    seenPayableFen: fen(18_000),
  })
  const [at92, at95] = aStation().prices
  const cheaper95 = aStation({
    prices: [at92!, { ...at95!, pumpPrice: fenPerLitre(700) }],
  })

  test.each<[string, Order, object, string]>([
    ['a price is not for', only92, {}, 'order/benefit-not-for-fuel'],
    ['a coupon is not for', withCoupon, {}, 'order/benefit-not-for-fuel'],
    ['costs more with the same price', any, {}, 'order/fuel-costs-more'],
    [
      'a price is not for, however cheap',
      only92,
      { station: cheaper95 },
      'order/benefit-not-for-fuel',
    ],
  ])('refuses fuel that %s', (_, order, changes, code) => {
    expect(changeNozzle(order, aChange(changes))).toMatchObject(refused(code))
  })

  test('what the other fuel costs less with the same price goes back when it is confirmed', () => {
    const { order } = valueOf(changeNozzle(any, aChange({ station: cheaper95 })))
    expect(order.payableFen).toBe(18_720)
    const confirmed = valueOf(confirm(order, aConfirm())).order
    expect(confirmed.state).toMatchObject({
      confirmation: { totals: { payableFen: 20_000 - 1_429 } },
    })
    expect(refundsIn(confirmed)).toMatchObject([{ amountFen: 18_720 - (20_000 - 1_429) }])
  })

  test('a price of a quota is for the litres that were kept, though the amount buys more', () => {
    const [price] = [any.quote.plan.price]
    const ofContract = { ...price, kind: 'contract' as const, limitMl: 100_000 as never }
    const { basis, plan } = any.quote
    const quote = { ...any.quote, basis: { ...basis, prices: [ofContract] } }
    const moved = {
      fuel: { ...any.fuel, pumpPrice: fenPerLitre(700) },
      quote: { ...quote, plan: { ...plan, price: ofContract } },
    }
    expect(totalsFor(moved, totalsOf(plan), fen(20_000)).priceFen).toBe(1_281)
  })

  test('an order whose benefits are not for its fuel is in doubt', () => {
    const moved = { ...only92, fuel: { ...only92.fuel, gradeId: 'petrol-95' as const } }
    const doubtsOf = (order: Order) => explain(order, []).doubts
    expect(doubtsOf(only92)).not.toContain('benefit-not-for-fuel')
    expect(doubtsOf(moved)).toContain('benefit-not-for-fuel')
  })

  test('to the one it was is no change, though its price may have become another', () => {
    const order = aPaidOrder()
    const { nozzleId } = order.fuel
    const [price, ...others] = aStation().prices
    const dearer = aStation({ prices: [{ ...price!, pumpPrice: fenPerLitre(799) }, ...others] })
    const changed = valueOf(changeNozzle(order, aChange({ nozzleId, station: dearer })))
    expect(changed).toEqual({ order, entry: null })
  })
})
