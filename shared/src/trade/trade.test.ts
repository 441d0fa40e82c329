import { fen } from '../kernel/fen'
import { MINUTE_MS, SECOND_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { refused, valueOf } from '../testing/results'
import {
  aClosedTrade,
  aClosingTrade,
  aPaidTrade,
  aPayment,
  aRefundedTrade,
  aRefundWord,
  aTrade,
} from '../testing/builders/trades'
import { beginClose, finishClose, holdsUntilMs, releaseHolds } from './close'
import { applyPayment, paidWithoutProvider } from './pay'
import { applyRefund, haltRefund, payOutRefund, resumeRefund } from './refund-change'
import { refundsOf, type Trade, type TradeState } from './trade'

const unchanged = (trade: Trade) => ({ trade, event: null })

describe('a payment', () => {
  test.each<[string, Trade, Parameters<typeof aPayment>[0], string]>([
    ['of another trade', aTrade(), { outTradeNo: 'trade0000002' }, 'payment/not-this-trade'],
    ['through another provider', aTrade(), { provider: 'alipay' }, 'payment/not-this-trade'],
    ['to another merchant', aTrade(), { merchant: 'dongjiao' }, 'payment/other-merchant'],
    ['in another currency', aTrade(), { currency: 'HKD' }, 'payment/currency-differs'],
    ['of a fen less', aTrade(), { amountFen: fen(19_999) }, 'payment/amount-differs'],
    ['of a fen more', aTrade(), { amountFen: fen(20_001) }, 'payment/amount-differs'],
    ['by another person', aTrade(), { payerId: 'oChen' }, 'payment/payer-differs'],
    [
      'of a fen less after closing',
      aClosedTrade(),
      { amountFen: fen(19_999) },
      'payment/amount-differs',
    ],
    [
      'of a trade that other tenders paid',
      paidWithoutProvider(aTrade({ amountFen: fen(0) })),
      { amountFen: fen(0) },
      'payment/amount-differs',
    ],
  ])('%s is refused', (_, trade, changes, code) => {
    expect(applyPayment(trade, aPayment(changes), NOON)).toMatchObject(refused(code))
  })

  test.each<[string, Trade, TradeState['at'] | null]>([
    ['pays an open trade', aTrade(), null],
    ['beats closing', aClosingTrade(), null],
    ['counts after closing, and says so', aClosedTrade(), 'closed'],
  ])('%s', (_, trade, closed) => {
    const { event, trade: paid } = valueOf(applyPayment(trade, aPayment(), NOON))
    expect(paid).toEqual(aPaidTrade())
    expect(event).toEqual({
      kind: 'paid',
      transactionId: 'wx-1',
      closed: closed && trade.state,
    })
  })

  test.each<[string, Trade]>([
    ['a paid trade', aPaidTrade()],
    ['a refunded trade', aRefundedTrade()],
  ])('heard again changes nothing about %s', (_, trade) => {
    expect(valueOf(applyPayment(trade, aPayment(), NOON))).toEqual(unchanged(trade))
  })

  test('by a second transaction goes back, once', () => {
    const second = aPayment({ transactionId: 'wx-2' })
    const { event, trade } = valueOf(applyPayment(aPaidTrade(), second, NOON))
    expect(refundsOf(trade)).toMatchObject([
      { id: 'refund:trade0000001r1', transactionId: 'wx-2', amountFen: 20_000 },
    ])
    expect(event).toMatchObject({ kind: 'paid-again', amountFen: 20_000 })
    expect(valueOf(applyPayment(trade, second, NOON))).toEqual(unchanged(trade))
  })

  test('is never older than its trade, though providers tell whole seconds', () => {
    const { trade } = valueOf(applyPayment(aTrade(), aPayment({ paidAtMs: after(-500) }), NOON))
    expect(trade.state).toMatchObject({ paidAtMs: NOON })
  })

  test('whose provider does not name the payer is taken', () => {
    expect(applyPayment(aTrade(), aPayment({ payerId: null }), NOON).ok).toBe(true)
  })
})

describe('closing', () => {
  const inTime = after(15 * MINUTE_MS)

  test.each<[string, ReturnType<typeof beginClose>, string]>([
    ['begin on a paid trade', beginClose(aPaidTrade(), 'cancelled', NOON), 'already-paid'],
    ['begin before its time', beginClose(aTrade(), 'timeout', after(899_999)), 'still-payable'],
    ['finish before it began', finishClose(aTrade(), NOON), 'still-payable'],
    ['finish on a trade paid in between', finishClose(aPaidTrade(), NOON), 'already-paid'],
    ['end holds before their bound', releaseHolds(aTrade(), inTime), 'still-payable'],
    ['end holds of a paid trade', releaseHolds(aPaidTrade(), inTime), 'already-paid'],
  ])('refuses to %s', (_, result, code) => {
    expect(result).toMatchObject(refused(`trade/${code}`))
  })

  test('takes two steps, each of which may be repeated', () => {
    const begun = valueOf(beginClose(aTrade(), 'timeout', inTime))
    expect(begun).toEqual({ trade: aClosingTrade(), event: { kind: 'closing' } })
    expect(valueOf(beginClose(begun.trade, 'cancelled', NOON))).toEqual(unchanged(begun.trade))
    const closed = valueOf(finishClose(begun.trade, inTime))
    expect(closed).toEqual({ trade: aClosedTrade(), event: { kind: 'closed' } })
    expect(valueOf(finishClose(closed.trade, NOON))).toEqual(unchanged(closed.trade))
  })

  test('may be asked for by the payer at any time', () => {
    expect(beginClose(aTrade(), 'cancelled', after(SECOND_MS)).ok).toBe(true)
  })

  test.each<[string, Trade, string]>([
    ['an open trade', aTrade(), 'timeout'],
    ['one that is being closed', begun('cancelled'), 'cancelled'],
  ])('ends the holds of %s without its provider', (_, trade, reason) => {
    const { trade: released } = valueOf(releaseHolds(trade, holdsUntilMs(trade)))
    expect(released.state).toMatchObject({ at: 'closed', reason, isConfirmed: false })
    const confirmed = valueOf(finishClose(released, after(3_600_000)))
    expect(confirmed.trade.state).toEqual({ ...released.state, isConfirmed: true })
  })

  function begun(reason: 'cancelled'): Trade {
    return valueOf(beginClose(aTrade(), reason, NOON)).trade
  }
})

describe('a refund', () => {
  test.each<[string, Trade, object, string]>([
    ['of an unpaid trade', aTrade(), {}, 'refund/unknown'],
    ['with another number', aRefundedTrade(), { outRefundNo: 'trade0000001r2' }, 'refund/unknown'],
    ['of another trade', aRefundedTrade(), { outTradeNo: 'trade0000002' }, 'refund/unknown'],
    ['through another provider', aRefundedTrade(), { provider: 'alipay' }, 'refund/unknown'],
    ['by another merchant', aRefundedTrade(), { merchant: 'dongjiao' }, 'refund/unknown'],
    ['of another amount', aRefundedTrade(), { amountFen: fen(1) }, 'refund/amount-differs'],
  ])('%s is refused', (_, trade, changes, code) => {
    expect(applyRefund(trade, aRefundWord(changes), NOON)).toMatchObject(refused(code))
  })

  test('that is done has reached the payer, once', () => {
    const { event, trade } = valueOf(applyRefund(aRefundedTrade(), aRefundWord(), NOON))
    const state = { at: 'done', doneAtMs: after(3 * MINUTE_MS) }
    expect(event).toMatchObject({ kind: 'refunded', refund: { amountFen: 20_000, state } })
    expect(valueOf(applyRefund(trade, aRefundWord(), NOON))).toEqual(unchanged(trade))
  })

  test('that is under way changes nothing', () => {
    const word = aRefundWord({ status: 'processing' })
    expect(valueOf(applyRefund(aRefundedTrade(), word, NOON))).toEqual(unchanged(aRefundedTrade()))
  })

  test('that the card cannot take waits for a person, and may still arrive', () => {
    const abnormal = aRefundWord({ status: 'abnormal' })
    const { trade } = valueOf(applyRefund(aRefundedTrade(), abnormal, NOON))
    expect(refundsOf(trade)).toMatchObject([
      { state: { at: 'halted', reason: 'abnormal', haltedAtMs: NOON } },
    ])
    expect(valueOf(applyRefund(trade, aRefundWord(), NOON)).event?.kind).toBe('refunded')
  })

  test('that the provider closes is asked for under a new number, once', () => {
    const closed = (trade: Trade, outRefundNo: string) =>
      valueOf(applyRefund(trade, aRefundWord({ status: 'closed', outRefundNo }), NOON)).trade
    const again = closed(aRefundedTrade(), 'trade0000001r1')
    expect(refundsOf(again)).toMatchObject([
      { id: 'refund:trade0000001r1', state: { at: 'replaced' } },
      { id: 'refund:trade0000001r2', amountFen: 20_000, state: { at: 'requested' } },
    ])
    expect(refundsOf(closed(again, 'trade0000001r2'))[1]?.state).toMatchObject({
      at: 'halted',
      reason: 'refused',
    })
  })
})

describe('a refund that a person decides about', () => {
  const ID = 'refund:trade0000001r1'
  const halted = valueOf(haltRefund(aRefundedTrade(), ID, 'refused', NOON)).trade
  const paying = { how: 'bank', nowMs: NOON } as const

  test('is paid out another way, once', () => {
    const { event, trade } = valueOf(payOutRefund(halted, ID, paying))
    const state = { at: 'paid-out', how: 'bank', doneAtMs: NOON }
    expect(event).toMatchObject({ kind: 'refunded', refund: { state } })
    expect(valueOf(payOutRefund(trade, ID, paying))).toEqual(unchanged(trade))
  })

  test('is asked for again under the same number', () => {
    expect(valueOf(resumeRefund(halted, ID)).trade).toEqual(aRefundedTrade())
  })

  test('changes nothing when it is halted twice', () => {
    expect(valueOf(haltRefund(halted, ID, 'abnormal', NOON))).toEqual(unchanged(halted))
  })

  const done = valueOf(applyRefund(aRefundedTrade(), aRefundWord(), NOON)).trade
  const asked = aRefundedTrade()
  test.each([
    ['halting one that no trade has', haltRefund(halted, 'refund:x', 'refused', NOON), 'unknown'],
    ['halting one that has arrived', haltRefund(done, ID, 'refused', NOON), 'settled'],
    ['paying out one that is being asked for', payOutRefund(asked, ID, paying), 'not-halted'],
    ['paying out one that has arrived', payOutRefund(done, ID, paying), 'settled'],
    ['asking again for one that has arrived', resumeRefund(done, ID), 'settled'],
    ['asking again for one that is being asked for', resumeRefund(asked, ID), 'not-halted'],
  ])('refuses %s', (_, result, code) => {
    expect(result).toMatchObject(refused(`refund/${code}`))
  })
})
