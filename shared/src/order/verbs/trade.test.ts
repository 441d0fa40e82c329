import { fen } from '../../kernel/fen'
import { MINUTE_MS } from '../../kernel/instant'
import { after, anOrder, aPaidOrder, aPaymentFact, NOON } from '../../testing/builders/builders'
import {
  aClosedOrder,
  aClosingOrder,
  aConfirmedOrder,
  aReversedOrder,
  hearPayment,
  hearRefund,
  refundsIn,
} from '../../testing/builders/orders'
import { accepted, valueOf } from '../../testing/results'
import { beginClose, finishClose } from '../../trade/close'
import { haltRefund, payOutRefund } from '../../trade/refund-change'
import type { Order } from '../facts/order'
import { changeTrade } from './trade'
import { OWN_MERCHANT } from '../../trade/payee'

describe('a payment', () => {
  test.each<[string, Order, string]>([
    ['pays an unpaid order', anOrder(), 'paid'],
    ['beats closing', aClosingOrder(), 'paid'],
    ['reopens an order that ran out of time', aClosedOrder('timeout'), 'paid'],
    ['goes back when the driver had cancelled', aClosedOrder('cancelled'), 'refunding'],
  ])('%s', (_, order, status) => {
    const decision = valueOf(hearPayment(order, aPaymentFact(), after(MINUTE_MS)))
    expect(decision.order.state.status).toBe(status)
    expect(decision.entry).toMatchObject({
      id: 'journal:0123456789abcdef7k2m:paid:wx-1',
      postings: [
        { account: 'provider:wechat', amountFen: 20_000 },
        { account: 'station:bj0001:undelivered', amountFen: -20_000 },
      ],
    })
  })

  test.each<[string, Order]>([
    ['a paid order', aPaidOrder()],
    ['a confirmed order', aConfirmedOrder()],
    ['a reversed order', aReversedOrder()],
  ])('heard of again changes nothing about %s', (_, order) => {
    expect(valueOf(hearPayment(order, aPaymentFact(), NOON))).toEqual({ order, entry: null })
  })

  test('by a second transaction goes back, once', () => {
    const second = aPaymentFact({ transactionId: 'wx-2' })
    const { order, entry } = valueOf(hearPayment(aConfirmedOrder(), second, after(MINUTE_MS)))
    expect(refundsIn(order)).toMatchObject([
      { transactionId: 'wx-2', amountFen: 20_000, reason: 'paid-twice' },
    ])
    expect(entry).not.toBeNull()
    expect(valueOf(hearPayment(order, second, NOON))).toEqual({ order, entry: null })
  })
})

describe('a refund', () => {
  const done = {
    provider: 'wechat',
    merchant: OWN_MERCHANT,
    outRefundNo: '0123456789abcdef7k2mr1',
    outTradeNo: '0123456789abcdef7k2m',
    amountFen: fen(20_000),
    status: 'done',
    doneAtMs: after(3 * MINUTE_MS),
  } as const

  test('that has arrived ends a reversal and empties the account', () => {
    const { entry, order } = valueOf(hearRefund(aReversedOrder(), done, NOON))
    expect(order.state.status).toBe('refunded')
    expect(entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: 20_000 },
      { account: 'provider:wechat', amountFen: -20_000 },
    ])
  })

  test('that waits for a person leaves a reversal open', () => {
    const { order } = valueOf(hearRefund(aReversedOrder(), { ...done, status: 'abnormal' }, NOON))
    expect(order.state.status).toBe('refunding')
  })

  test('of what was not dispensed leaves the order confirmed', () => {
    const order = aConfirmedOrder({ dispensedFen: fen(15_620) })
    const fact = { ...done, amountFen: fen(4_380) }
    expect(hearRefund(order, fact, NOON)).toMatchObject(accepted('confirmed'))
  })

  test('that a person paid out is posted by how', () => {
    const id = 'refund:0123456789abcdef7k2mr1'
    const halted = valueOf(
      changeTrade(aReversedOrder(), NOON, (trade) => haltRefund(trade, id, 'refused', NOON)),
    ).order
    const { entry, order } = valueOf(
      changeTrade(halted, NOON, (trade) => payOutRefund(trade, id, { how: 'bank', nowMs: NOON })),
    )
    expect(order.state.status).toBe('refunded')
    expect(entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: 20_000 },
      { account: 'payout:bank', amountFen: -20_000 },
    ])
  })
})

describe('closing', () => {
  test('shows in the order as its trade goes', () => {
    const at = after(15 * MINUTE_MS)
    const begun = valueOf(changeTrade(anOrder(), at, (one) => beginClose(one, 'timeout', at))).order
    expect(begun.state).toEqual({ status: 'closing' })
    const closed = valueOf(changeTrade(begun, at, (one) => finishClose(one, at)))
    expect(closed).toMatchObject({ order: { state: { status: 'closed' } }, entry: null })
  })
})
