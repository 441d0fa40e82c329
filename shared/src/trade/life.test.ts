import fc from 'fast-check'
import { fen, NO_FEN, sumFen } from '../kernel/fen'
import { MINUTE_MS } from '../kernel/instant'
import { ok, type Result } from '../kernel/result'
import { balanced, balances, type JournalEntry } from '../ledger/journal'
import { after } from '../testing/builders/builders'
import { aPayment, aRefundWord, aTrade } from '../testing/builders/trades'
import { beginClose, finishClose, releaseHolds } from './close'
import { entryOfEvent } from './entry'
import { applyPayment, reserveRefund } from './pay'
import { outRefundNo, outstandingOf } from './refund'
import { applyRefund, haltRefund, payOutRefund, resumeRefund } from './refund-change'
import { isPaid, refundsOf, type Trade, TRADE_TRANSITIONS, type TradeChange } from './trade'
import { waitingOf } from './waiting'

const NOW = after(60 * MINUTE_MS)
const BOOK = {
  subject: 'order:0123456789abcdef7k2m',
  owed: 'station:bj0001:undelivered',
  paid: 'paid',
  refunded: 'refunded',
} as const

/** Anything that a provider, a payer, a person or the timer may do, in any order. */
const deed = fc.oneof(
  fc.record({ do: fc.constant('pay' as const), transactionId: fc.constantFrom('wx-1', 'wx-2') }),
  fc.record({ do: fc.constantFrom('begin', 'finish', 'release', 'resume', 'pay-out', 'halt') }),
  fc.record({ do: fc.constant('give-back' as const), amount: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({
    do: fc.constant('hear' as const),
    index: fc.nat(3),
    status: fc.constantFrom('done' as const, 'closed' as const, 'abnormal' as const),
  }),
)
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never

function decide(trade: Trade, deed: Deed): Result<TradeChange, { readonly code: string }> {
  const last = refundsOf(trade).at(-1)?.id ?? 'refund:none'
  if ('transactionId' in deed) return applyPayment(trade, aPayment({ ...deed }), NOW)
  if ('status' in deed) {
    const refund = refundsOf(trade)[deed.index]
    const { status } = deed
    const outNo = refund ? outRefundNo(refund.id) : 'none'
    const amountFen = refund?.amountFen ?? NO_FEN
    return applyRefund(trade, aRefundWord({ status, outRefundNo: outNo, amountFen }), NOW)
  }
  if ('amount' in deed) return givenBack(trade, deed.amount)
  switch (deed.do) {
    case 'begin':
      return beginClose(trade, 'timeout', NOW)
    case 'finish':
      return finishClose(trade, NOW)
    case 'release':
      return releaseHolds(trade, NOW)
    case 'halt':
      return haltRefund(trade, last, 'no-answer', NOW)
    case 'resume':
      return resumeRefund(trade, last)
    default:
      return payOutRefund(trade, last, { how: 'cash', nowMs: NOW })
  }
}

/** As its payable does it: no more than it kept of the first payment. */
function givenBack(trade: Trade, amount: number): Result<TradeChange, never> {
  if (!isPaid(trade)) return ok({ trade, event: null })
  const back = refundsOf(trade).filter(
    ({ reason, state }) => reason === 'correction' && state.at !== 'replaced',
  )
  const keptFen = trade.amountFen - sumFen(back.map(({ amountFen }) => amountFen))
  if (amount > keptFen) return ok({ trade, event: null })
  const refund = { transactionId: trade.state.transactionId!, amountFen: fen(amount) }
  const after = reserveRefund(trade, { ...refund, reason: 'correction' }, NOW)
  return ok({ trade: after, event: { kind: 'refund-moved' } })
}

interface Life {
  readonly trade: Trade
  readonly entries: readonly JournalEntry[]
}

const live = (
  deeds: readonly Deed[],
  check: (before: Trade, after: Trade) => void = () => undefined,
) =>
  deeds.reduce<Life>(
    (life, one) => {
      const result = decide(life.trade, one)
      if (!result.ok) return life
      const { event, trade } = result.value
      check(life.trade, trade)
      const entry = event && entryOfEvent(trade, event, BOOK)
      return { trade, entries: entry ? [...life.entries, entry] : life.entries }
    },
    { trade: aTrade(), entries: [] },
  )

const deeds = fc.array(deed, { maxLength: 25 })
const holds = (property: (list: readonly Deed[]) => void) =>
  fc.assert(fc.property(deeds, property), { numRuns: 1_000 })

test('a trade moves only along the table, and every move of the table happens', () => {
  const seen = new Set<string>()
  holds((list) => {
    live(list, ({ state: { at: from } }, { state: { at: to } }) => {
      expect(from === to || TRADE_TRANSITIONS[from].includes(to)).toBe(true)
      if (from !== to) seen.add(`${from} → ${to}`)
    })
  })
  const table = Object.entries(TRADE_TRANSITIONS).flatMap(([from, tos]) =>
    tos.map((to) => `${from} → ${to}`),
  )
  expect([...seen].sort()).toEqual(table.sort())
})

test('entries balance, have numbers of their own, and tell the same story as the trade', () => {
  holds((list) => {
    const { entries, trade } = live(list)
    entries.forEach(balanced)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    const paid = entries.filter(({ kind }) => kind === 'paid').length * trade.amountFen
    const refunds = refundsOf(trade)
    const returned = refunds.filter(({ state }) => state.at === 'done' || state.at === 'paid-out')
    const returnedFen = sumFen(returned.map(({ amountFen }) => amountFen))
    const outstandingFen = sumFen(outstandingOf(refunds).map(({ amountFen }) => amountFen))
    const owed = balances(entries).get(BOOK.owed) ?? NO_FEN
    expect(owed + paid - returnedFen).toBe(0)
    expect(returnedFen + outstandingFen).toBeLessThanOrEqual(paid)
  })
})

test('the same deed twice is the same as once, but for money given back twice', () => {
  holds((list) => {
    const once = list.filter((one) => !('amount' in one))
    const twice = once.flatMap((one) =>
      'status' in one && one.status === 'closed' ? [one] : [one, one],
    )
    expect(live(twice).trade).toEqual(live(once).trade)
  })
})

test('what is open, being closed or owed to the payer waits for somebody', () => {
  holds((list) => {
    const { trade } = live(list)
    const isHalted = refundsOf(trade).some(({ state }) => state.at === 'halted')
    const isOver = isPaid(trade) && outstandingOf(refundsOf(trade)).length === 0
    expect(waitingOf(trade) !== null || isHalted || isOver).toBe(true)
  })
})
