import { fen } from '../kernel/fen'
import { MINUTE_MS } from '../kernel/instant'
import { after, anOrder, NOON } from '../testing/builders'
import { aConfirmedOrder, aReversedOrder, moneyOf } from '../testing/orders'
import { accepted, refused, valueOf } from '../testing/results'
import type { Order } from './order'
import { applyRefundFact, haltRefund, payOutRefund, resumeRefund } from './refund'

const aRefundFact = (changes = {}) => ({
  channel: 'wechat' as const,
  outRefundNo: '0123456789abcdef7k2mr1',
  outTradeNo: '0123456789abcdef7k2m',
  amountFen: fen(20_000),
  status: 'done' as const,
  doneAtMs: after(3 * MINUTE_MS),
  ...changes,
})

const ID = 'refund:0123456789abcdef7k2mr1'

describe('a refund', () => {
  test.each<[string, Order, object, string]>([
    ['of an unpaid order', anOrder(), {}, 'refund/unknown'],
    [
      'that nobody asked for',
      aReversedOrder(),
      { outRefundNo: '0123456789abcdef7k2mr2' },
      'refund/unknown',
    ],
    [
      'of another order',
      aReversedOrder(),
      { outTradeNo: '0123456789abcdef7k2n' },
      'refund/unknown',
    ],
    ['through another channel', aReversedOrder(), { channel: 'alipay' }, 'refund/unknown'],
    ['of another amount', aReversedOrder(), { amountFen: fen(19_999) }, 'refund/amount-differs'],
  ])('%s is nothing of ours', (_, order, changes, code) => {
    expect(applyRefundFact(order, aRefundFact(changes), NOON)).toMatchObject(refused(code))
  })

  test('that is done ends a reversal and empties the account, once', () => {
    const { order, entry } = valueOf(applyRefundFact(aReversedOrder(), aRefundFact(), NOON))
    expect(order.state.status).toBe('refunded')
    expect(entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: 20_000 },
      { account: 'channel:wechat', amountFen: -20_000 },
    ])
    expect(valueOf(applyRefundFact(order, aRefundFact(), NOON))).toEqual({ order, entry: null })
  })

  test('that is under way changes nothing yet', () => {
    const order = aReversedOrder()
    const underWay = aRefundFact({ status: 'processing' })
    expect(valueOf(applyRefundFact(order, underWay, NOON))).toEqual({ order, entry: null })
  })

  test('that the card cannot take waits for a person, and may still arrive', () => {
    const abnormal = aRefundFact({ status: 'abnormal' })
    const { order } = valueOf(applyRefundFact(aReversedOrder(), abnormal, NOON))
    expect(order.state).toMatchObject({
      status: 'refunding',
      refunds: [{ state: { at: 'halted', reason: 'abnormal', haltedAtMs: NOON } }],
    })
    const arrived = valueOf(applyRefundFact(order, aRefundFact(), NOON))
    expect(arrived.order.state.status).toBe('refunded')
  })

  test('that the channel gave up is asked for under a new number', () => {
    const { order } = valueOf(
      applyRefundFact(aReversedOrder(), aRefundFact({ status: 'closed' }), NOON),
    )
    expect(moneyOf(order).refunds).toMatchObject([
      { id: 'refund:0123456789abcdef7k2mr1', state: { at: 'replaced' } },
      { id: 'refund:0123456789abcdef7k2mr2', amountFen: 20_000, state: { at: 'requested' } },
    ])
  })

  test('of what was not dispensed leaves the order confirmed', () => {
    const order = aConfirmedOrder({ dispensedFen: fen(15_620) })
    const fact = aRefundFact({ amountFen: fen(4_380) })
    expect(applyRefundFact(order, fact, NOON)).toMatchObject(accepted('confirmed'))
  })
})

describe('a refund that a person decides about', () => {
  const halted = valueOf(haltRefund(aReversedOrder(), ID, 'refused', NOON)).order

  test('is paid out another way, once, and the journal says how', () => {
    const { entry, order } = valueOf(payOutRefund(halted, ID, { how: 'bank', nowMs: NOON }))
    expect(order.state).toMatchObject({ status: 'refunded', refunds: [{ state: { how: 'bank' } }] })
    expect(entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: 20_000 },
      { account: 'payout:bank', amountFen: -20_000 },
    ])
    const again = valueOf(payOutRefund(order, ID, { how: 'bank', nowMs: NOON }))
    expect(again).toEqual({ order, entry: null })
  })

  test('is asked for again under the same number', () => {
    const { order } = valueOf(resumeRefund(halted, ID))
    expect(order).toEqual(aReversedOrder())
  })

  test('changes nothing when it is halted twice', () => {
    expect(valueOf(haltRefund(halted, ID, 'abnormal', NOON)).order).toBe(halted)
  })

  const done = valueOf(applyRefundFact(aReversedOrder(), aRefundFact(), NOON)).order
  const paying = { how: 'cash', nowMs: NOON } as const
  test.each([
    ['halting one that no order has', haltRefund(halted, 'refund:x', 'refused', NOON), 'unknown'],
    ['halting one that has arrived', haltRefund(done, ID, 'refused', NOON), 'settled'],
    [
      'paying out one that is being asked for',
      payOutRefund(aReversedOrder(), ID, paying),
      'not-halted',
    ],
    ['paying out one that has arrived', payOutRefund(done, ID, paying), 'settled'],
    ['asking again for one that has arrived', resumeRefund(done, ID), 'settled'],
    [
      'asking again for one that is being asked for',
      resumeRefund(aReversedOrder(), ID),
      'not-halted',
    ],
  ])('refuses %s', (_, result, code) => {
    expect(result).toEqual({ ok: false, refusal: { code: `refund/${code}` } })
  })
})
