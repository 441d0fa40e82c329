import fc from 'fast-check'
import { type Fen, fen, NO_FEN, sumFen } from '../kernel/fen'
import { HOUR_MS, MINUTE_MS } from '../kernel/instant'
import { ok, type Result } from '../kernel/result'
import { type Account, balanced, balances, type JournalEntry } from '../ledger/journal'
import { after, anOrder, aPaymentFact, onDuty } from '../testing/builders/builders'
import { aConfirm, hearPayment, hearRefund, refundsIn } from '../testing/builders/orders'
import { aMixedPlacing, aPlacingByTenders } from '../testing/builders/tenders'
import { runs } from '../testing/runs'
import { beginClose, finishClose } from '../trade/close'
import { accept } from './verbs/accept'
import { askRefund, declineRefund } from './verbs/ask-refund'
import { confirm, reverse } from './verbs/confirm'
import { followUnserved } from './verbs/unserved'
import { correct } from './verbs/correct'
import type { Decision } from './facts/decision'
import { costOf } from './price/cost'
import { hasMoney, type Order, TRANSITIONS } from './facts/order'
import { changeTrade } from './verbs/trade'
import { outRefundNo, outstandingOf } from '../trade/refund'
import { splitOf } from './facts/tender'
import { OWN_MERCHANT } from '../trade/payee'

/** Anything that the world may do to an order, in any order and as often as it likes. */
type Event =
  | { readonly do: 'pay'; readonly transactionId: string }
  | { readonly do: 'begin-close'; readonly reason: 'timeout' | 'cancelled' }
  | { readonly do: 'finish-close' }
  | { readonly do: 'confirm' | 'correct'; readonly dispensedFen: Fen }
  | { readonly do: 'reverse' | 'ask-refund' | 'decline-refund' | 'accept' }
  | { readonly do: 'follow-unserved'; readonly hours: number }
  | {
      readonly do: 'refund'
      readonly index: number
      readonly status: 'done' | 'closed' | 'abnormal'
    }

const dispensedFen = fc
  .oneof(fc.constantFrom(0, 1, 19_999, 20_000, 20_001), fc.integer({ min: 0, max: 20_000 }))
  .map(fen)

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('pay' as const), transactionId: fc.constantFrom('wx-1', 'wx-2') }),
  fc.record({
    do: fc.constant('begin-close' as const),
    reason: fc.constantFrom('timeout' as const, 'cancelled' as const),
  }),
  fc.record({ do: fc.constant('finish-close' as const) }),
  fc.record({ do: fc.constantFrom('confirm' as const, 'correct' as const), dispensedFen }),
  fc.record({
    do: fc.constantFrom(
      'reverse' as const,
      'ask-refund' as const,
      'decline-refund' as const,
      'accept' as const,
    ),
  }),
  fc.record({ do: fc.constant('follow-unserved' as const), hours: fc.constantFrom(1, 23, 25) }),
  fc.record({
    do: fc.constant('refund' as const),
    index: fc.nat(3),
    status: fc.constantFrom('done' as const, 'closed' as const, 'abnormal' as const),
  }),
)

const NOW = after(20 * MINUTE_MS)
const by = onDuty()

function decide(order: Order, event: Event): Result<Decision, { code: string }> {
  switch (event.do) {
    case 'pay':
      return hearPayment(order, paymentOf(order, event.transactionId), NOW)
    case 'begin-close':
      return changeTrade(order, NOW, (trade) => beginClose(trade, event.reason, NOW))
    case 'finish-close':
      return changeTrade(order, NOW, (trade) => finishClose(trade, NOW))
    case 'confirm':
      return confirm(order, aConfirm({ dispensedFen: event.dispensedFen, nowMs: NOW }))
    case 'correct':
      return correct(order, { by, dispensedFen: event.dispensedFen, nowMs: NOW })
    case 'reverse':
      return reverse(order, { by, reason: 'no-fuel', nowMs: NOW })
    case 'ask-refund':
      return askRefund(order, { memberId: order.memberId, nowMs: NOW })
    case 'decline-refund':
      return declineRefund(order, { by, reason: 'fuelling', note: '', nowMs: NOW })
    case 'accept':
      return accept(order, aConfirm({ nowMs: NOW }))
    case 'follow-unserved':
      return ok(followUnserved(order, after(event.hours * HOUR_MS)))
    case 'refund':
      return refundOf(order, event.index, event.status)
  }
}

const paymentOf = (order: Order, transactionId: string) =>
  aPaymentFact({ transactionId, amountFen: order.trade.amountFen })

function refundOf(order: Order, index: number, status: 'done' | 'closed' | 'abnormal') {
  const refund = refundsIn(order)[index]
  return hearRefund(
    order,
    {
      provider: 'wechat',
      merchant: OWN_MERCHANT,
      outRefundNo: refund ? outRefundNo(refund.id) : 'none',
      outTradeNo: order.trade.no,
      amountFen: refund?.amountFen ?? NO_FEN,
      status,
      doneAtMs: NOW,
    },
    NOW,
  )
}

interface Life {
  readonly order: Order
  readonly entries: readonly JournalEntry[]
}

/** Paid by a wallet alone, by a wallet and by points and stored value, and by these two alone. */
const start = fc.constantFrom<Decision>(
  { order: anOrder(), entry: null },
  { order: anOrder({ way: 'pay-first' }), entry: null },
  aMixedPlacing(),
  aPlacingByTenders(),
)

const live = (
  { entry: first, order: placed }: Decision,
  events: readonly Event[],
  check: (before: Order, after: Order) => void,
): Life =>
  events.reduce<Life>(
    (life, event) => {
      const result = decide(life.order, event)
      if (!result.ok) return life
      const { entry, order } = result.value
      check(life.order, order)
      return { order, entries: entry ? [...life.entries, entry] : life.entries }
    },
    { order: placed, entries: first ? [first] : [] },
  )

const nothing = () => undefined

test('in every history, an order follows the transition table', () => {
  fc.assert(
    fc.property(start, fc.array(event, { maxLength: 20 }), (placed, events) => {
      live(placed, events, (before, after) => {
        const [from, to] = [before.state.status, after.state.status]
        expect(from === to || TRANSITIONS[from].includes(to)).toBe(true)
      })
    }),
    { numRuns: runs(2_000) },
  )
})

test('every move of the table happens', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(start, fc.array(event, { maxLength: 20 }), (placed, events) => {
      live(placed, events, (before, after) =>
        seen.add(`${before.state.status} → ${after.state.status}`),
      )
    }),
    { numRuns: 2_000, seed: 20_261_121 },
  )
  const listed = Object.entries(TRANSITIONS).flatMap(([from, tos]) =>
    tos.map((to) => `${from} → ${to}`),
  )
  expect(listed.filter((move) => !seen.has(move))).toEqual([])
})

test('every entry balances, has a number of its own, and none is posted twice', () => {
  fc.assert(
    fc.property(start, fc.array(event, { maxLength: 25 }), (placed, events) => {
      const { entries } = live(placed, events, nothing)
      entries.forEach(balanced)
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    }),
    { numRuns: runs(2_000) },
  )
})

test('the journal and the order tell the same story to the fen', () => {
  fc.assert(
    fc.property(start, fc.array(event, { maxLength: 25 }), (placed, events) => {
      const { entries, order } = live(placed, events, nothing)
      const at = (account: Account) => balances(entries).get(account) ?? NO_FEN
      const { state } = order
      const refunds = refundsIn(order)
      const inFlight = outstandingOf(refunds)
      const done = refunds.filter((refund) => refund.state.at === 'done')
      const paid = entries
        .flatMap(({ kind, postings }) => (kind === 'paid' ? postings : []))
        .filter(({ account }) => account === 'provider:wechat')
        .map(({ amountFen }) => amountFen)

      const sold = state.status === 'confirmed' ? state.confirmation.dispensedFen : NO_FEN
      const waiting = state.status === 'paid' ? order.payableFen : NO_FEN
      expect(at('station:bj0001:sales')).toBe(sold === 0 ? 0 : -sold)
      expect(at('provider:wechat')).toBe(
        sumFen(paid) - sumFen(done.map(({ amountFen }) => amountFen)),
      )
      // The station owes its unconfirmed payments and refunds in transit: never less, never more.
      const owed = waiting + sumFen(inFlight.map(({ amountFen }) => amountFen))
      expect(at('station:bj0001:undelivered') + owed).toBe(0)
      // Our own tenders put in what the order comes to less what the wallet paid of it.
      const isOurs = hasMoney(state) && entries.some(({ kind }) => kind === 'paid')
      const { pointsFen, storedValueFen } = splitOf(order.tenders, isOurs ? costOf(order) : NO_FEN)
      expect(at('prepaid:principal') + at('prepaid:gift')).toBe(storedValueFen)
      expect(at('points') + at('marketing:points:hq')).toBe(pointsFen)
    }),
    { numRuns: runs(3_000) },
  )
})

test('never more goes back than came in', () => {
  fc.assert(
    fc.property(start, fc.array(event, { maxLength: 25 }), (placed, events) => {
      const { entries, order } = live(placed, events, nothing)
      if (!hasMoney(order.state)) return
      const paid = entries.filter(({ kind }) => kind === 'paid').length * order.trade.amountFen
      const back = refundsIn(order)
        .filter(({ state }) => state.at !== 'replaced')
        .map(({ amountFen }) => amountFen)
      expect(sumFen(back)).toBeLessThanOrEqual(paid)
    }),
    { numRuns: runs(2_000) },
  )
})

test('saying everything twice leads where saying it once leads', () => {
  fc.assert(
    fc.property(start, fc.array(event, { maxLength: 15 }), (placed, events) => {
      const twice = events.flatMap((one) => [one, one])
      expect(live(placed, twice, nothing)).toEqual(live(placed, events, nothing))
    }),
    { numRuns: runs(2_000) },
  )
})
