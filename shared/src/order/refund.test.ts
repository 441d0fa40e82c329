import { fen } from '../kernel/fen'
import { MINUTE_MS } from '../kernel/instant'
import { after, anOrder, NOON } from '../testing/builders'
import { aConfirmedOrder, aReversedOrder, moneyOf } from '../testing/orders'
import { accepted, refused, valueOf } from '../testing/results'
import type { Order } from './order'
import { applyRefundFact } from './refund'

describe('a refund', () => {
  const aRefundFact = (changes = {}) => ({
    channel: 'wechat' as const,
    outRefundNo: '0123456789abcdef7k2mr1',
    outTradeNo: '0123456789abcdef7k2m',
    amountFen: fen(20_000),
    status: 'done' as const,
    doneAtMs: after(3 * MINUTE_MS),
    ...changes,
  })

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

  test('that is under way or abnormal changes nothing yet', () => {
    for (const status of ['processing', 'abnormal']) {
      const order = aReversedOrder()
      expect(valueOf(applyRefundFact(order, aRefundFact({ status }), NOON))).toEqual({
        order,
        entry: null,
      })
    }
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
