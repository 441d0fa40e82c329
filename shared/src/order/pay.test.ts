import { fen } from '../kernel/fen'
import { MINUTE_MS } from '../kernel/instant'
import { after, anOrder, aPaidOrder, aPaymentFact, NOON } from '../testing/builders'
import {
  aClosedOrder,
  aClosingOrder,
  aConfirmedOrder,
  aReversedOrder,
  moneyOf,
} from '../testing/orders'
import { accepted, refused, valueOf } from '../testing/results'
import type { Order } from './order'
import { applyPaymentFact } from './pay'

describe('a payment', () => {
  test.each<[string, Order, Parameters<typeof aPaymentFact>[0], string]>([
    [
      'of another order',
      anOrder(),
      { outTradeNo: '0123456789abcdef7k2n' },
      'payment/not-this-order',
    ],
    ['through another channel', anOrder(), { channel: 'alipay' }, 'payment/not-this-order'],
    ['in another currency', anOrder(), { currency: 'HKD' }, 'payment/currency-differs'],
    ['of a fen less', anOrder(), { amountFen: fen(19_999) }, 'payment/amount-differs'],
    ['of a fen more', anOrder(), { amountFen: fen(20_001) }, 'payment/amount-differs'],
    ['by somebody else', anOrder(), { payerId: 'oChen' }, 'payment/payer-differs'],
    [
      'of a fen less on a closed order',
      aClosedOrder('timeout'),
      { amountFen: fen(19_999) },
      'payment/amount-differs',
    ],
  ])('%s buys nothing', (_, order, changes, code) => {
    expect(applyPaymentFact(order, aPaymentFact(changes), NOON)).toMatchObject(refused(code))
  })

  test.each<[string, Order, string]>([
    ['pays an unpaid order', anOrder(), 'paid'],
    ['beats closing', aClosingOrder(), 'paid'],
    ['reopens an order that ran out of time', aClosedOrder('timeout'), 'paid'],
    ['goes back when the driver had cancelled', aClosedOrder('cancelled'), 'refunding'],
  ])('%s', (_, order, status) => {
    const decision = valueOf(applyPaymentFact(order, aPaymentFact(), after(MINUTE_MS)))
    expect(decision.order.state.status).toBe(status)
    expect(decision.entry).toMatchObject({
      id: 'journal:0123456789abcdef7k2m:paid:wx-1',
      postings: [
        { account: 'channel:wechat', amountFen: 20_000 },
        { account: 'station:bj0001:undelivered', amountFen: -20_000 },
      ],
    })
  })

  test.each<[string, Order]>([
    ['a paid order', aPaidOrder()],
    ['a confirmed order', aConfirmedOrder()],
    ['a reversed order', aReversedOrder()],
  ])('heard of again changes nothing about %s', (_, order) => {
    expect(valueOf(applyPaymentFact(order, aPaymentFact(), NOON))).toEqual({ order, entry: null })
  })

  test('by a second transaction goes back, once', () => {
    const second = aPaymentFact({ transactionId: 'wx-2' })
    const { order, entry } = valueOf(applyPaymentFact(aConfirmedOrder(), second, after(MINUTE_MS)))
    expect(moneyOf(order).refunds).toMatchObject([
      { transactionId: 'wx-2', amountFen: 20_000, reason: 'paid-twice' },
    ])
    expect(entry).not.toBeNull()
    expect(valueOf(applyPaymentFact(order, second, NOON))).toEqual({ order, entry: null })
  })

  test('is never older than its order, though channels tell whole seconds', () => {
    const { order } = valueOf(
      applyPaymentFact(anOrder(), aPaymentFact({ paidAtMs: after(-500) }), NOON),
    )
    expect(moneyOf(order).payment.paidAtMs).toBe(NOON)
  })

  test('whose channel does not name the payer is taken', () => {
    expect(applyPaymentFact(anOrder(), aPaymentFact({ payerId: null }), NOON)).toMatchObject(
      accepted('paid'),
    )
  })
})
