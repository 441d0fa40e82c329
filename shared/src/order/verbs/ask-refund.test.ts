import fc from 'fast-check'
import { MINUTE_MS } from '../../kernel/instant'
import {
  after,
  anOrder,
  aPaidOrder,
  aStaff,
  aDuty,
  onDuty,
  PAID_TRADE,
  withTradeState,
} from '../../testing/builders/builders'
import { aConfirm, aConfirmedOrder, aReversedOrder, refundsIn } from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import type { Order } from '../facts/order'
import { accept } from './accept'
import { askRefund, declineRefund, REFUND_REQUESTS_MAX } from './ask-refund'
import { confirm, reverse } from './confirm'

const NOW = after(5 * MINUTE_MS)
const aPaidPayFirst = (): Order =>
  withTradeState(anOrder({ way: 'pay-first', state: { status: 'paid' } }), PAID_TRADE)
const anAsk = (changes = {}) => ({ memberId: aPaidOrder().memberId, nowMs: NOW, ...changes })
const aDecline = (changes = {}) => ({
  ...{ by: onDuty(), reason: 'fuelled' as const, note: '', nowMs: NOW },
  ...changes,
})
const accepted = () => valueOf(accept(aPaidPayFirst(), aConfirm())).order
const requested = () => valueOf(askRefund(aPaidOrder(), anAsk())).order

describe('asking for the refund', () => {
  test.each<[string, Order, object, string]>([
    ['of another’s order', aPaidOrder(), { memberId: 'member:other' }, 'order/unknown'],
    ['before paying', anOrder(), {}, 'order/nothing-to-refund'],
    ['after it was confirmed', aConfirmedOrder(), {}, 'order/served'],
  ])('refuses it %s', (_, order, changes, code) => {
    expect(askRefund(order, anAsk(changes))).toMatchObject(refused(code))
  })

  test('pay first: the whole payment goes back at once', () => {
    const { entry, order } = valueOf(askRefund(aPaidPayFirst(), anAsk()))
    expect(order.state).toMatchObject({
      status: 'refunding',
      reversal: { reason: 'driver-asked', staffId: null },
    })
    expect(refundsIn(order)).toMatchObject([{ amountFen: 20_000, reason: 'reversal' }])
    // The journal moves when the provider has returned it.
    expect(entry).toBeNull()
    expect(valueOf(askRefund(order, anAsk())).order).toBe(order)
  })

  test('fuel first: an attendant is asked, once', () => {
    const order = requested()
    expect(order).toMatchObject({
      state: { status: 'paid' },
      refundRequest: { askedAtMs: NOW, count: 1, declined: null },
    })
    expect(valueOf(askRefund(order, anAsk({ nowMs: after(9 * MINUTE_MS) }))).order).toBe(order)
  })

  test('once the attendant has accepted a preset, it is for them to answer', () => {
    const order = valueOf(askRefund(accepted(), anAsk())).order
    expect(order).toMatchObject({ state: { status: 'paid' }, refundRequest: { count: 1 } })
  })

  test('of a refunded order finds the refund', () => {
    const order = aReversedOrder()
    expect(valueOf(askRefund(order, anAsk())).order).toBe(order)
  })

  test('may be repeated after a refusal, so often', () => {
    let order = requested()
    for (let count = 2; count <= REFUND_REQUESTS_MAX; count++) {
      order = valueOf(declineRefund(order, aDecline())).order
      order = valueOf(askRefund(order, anAsk())).order
      expect(order.refundRequest).toMatchObject({ count, declined: null })
    }
    order = valueOf(declineRefund(order, aDecline())).order
    expect(askRefund(order, anAsk())).toMatchObject(refused('order/refund-declined'))
  })
})

describe('declining', () => {
  const elsewhere = onDuty(aDuty({ stationId: 'station:bj0002' }))
  const ownCar = { staff: aStaff({ memberId: aPaidOrder().memberId }), duty: aDuty() }
  test.each<[string, Order, object, string]>([
    ['at another station', requested(), { by: elsewhere }, 'order/unknown'],
    ['of one’s own order', requested(), { by: ownCar }, 'order/own'],
    ['without a request', aPaidOrder(), {}, 'order/no-refund-request'],
    [
      'after the money went back',
      valueOf(reverse(requested(), { by: onDuty(), reason: 'no-fuel', nowMs: NOW })).order,
      {},
      'order/no-refund-request',
    ],
  ])('refuses it %s', (_, order, changes, code) => {
    expect(declineRefund(order, aDecline(changes))).toMatchObject(refused(code))
  })

  test('keeps the order, and says why', () => {
    const { entry, order } = valueOf(declineRefund(requested(), aDecline({ note: '加好了' })))
    expect(entry).toBeNull()
    expect(order).toMatchObject({
      state: { status: 'paid' },
      refundRequest: { declined: { reason: 'fuelled', note: '加好了', staffName: '王师傅' } },
    })
    expect(valueOf(declineRefund(order, aDecline({ reason: 'other' }))).order).toBe(order)
  })
})

describe('accepting', () => {
  test.each<[string, Order, string]>([
    ['an order that is not paid', anOrder(), 'order/not-paid'],
    ['a confirmed one', aConfirmedOrder(), 'order/already-confirmed'],
    ['one whose money is going back', aReversedOrder(), 'order/reversed'],
  ])('refuses %s', (_, order, code) => {
    expect(accept(order, aConfirm())).toMatchObject(refused(code))
  })

  test('happens once; of fuel that came first there is nothing to accept', () => {
    const order = accepted()
    expect(order.accepted).toMatchObject({ staffName: '王师傅' })
    expect(valueOf(accept(order, aConfirm({ nowMs: NOW }))).order).toBe(order)
    expect(valueOf(accept(aPaidOrder(), aConfirm())).order.accepted).toBeUndefined()
  })
})

test('a refund and a confirmation have one outcome, whichever comes first and however often', () => {
  const acts = ['ask', 'confirm', 'accept', 'reverse'] as const
  const start = fc.constantFrom(aPaidPayFirst(), aPaidOrder())
  fc.assert(
    fc.property(start, fc.array(fc.constantFrom(...acts), { maxLength: 8 }), (paid, done) => {
      const ends = new Set<string>()
      done.reduce((order, act) => {
        const decided = {
          ask: () => askRefund(order, anAsk()),
          confirm: () => confirm(order, aConfirm({ nowMs: NOW })),
          accept: () => accept(order, aConfirm({ nowMs: NOW })),
          reverse: () => reverse(order, { by: onDuty(), reason: 'no-fuel', nowMs: NOW }),
        }[act]()
        if (!decided.ok) return order
        const { state } = decided.value.order
        if (state.status === 'confirmed') ends.add('confirmed')
        if ('reversal' in state) ends.add(state.reversal.reason)
        return decided.value.order
      }, paid)
      expect(ends.size).toBeLessThanOrEqual(1)
    }),
  )
})
