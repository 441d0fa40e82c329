import { fen } from '../kernel/fen'
import { fenPerLitre } from '../kernel/volume'
import { type JournalEntry, withPostings } from '../ledger/journal'
import { aMember, anOrder, aPaymentFact, NOON, onDuty } from '../testing/builders'
import { anIssued, aPocket } from '../testing/coupons'
import { aConfirm, aGrantedPrice, aPlace } from '../testing/orders'
import { valueOf } from '../testing/results'
import { aPlacingByTenders } from '../testing/tenders'
import { confirm } from './confirm'
import { correct } from './correct'
import type { Decision } from './decision'
import { explain } from './explain'
import type { ConfirmedState, Order } from './order'
import { applyPaymentFact } from './pay'
import { place } from './place'

const PAYABLE = fen(17_488)

/** ¥200 with a member's price and a coupon; ¥190 in the tank, put right to ¥150 afterwards. */
function lived(): { readonly order: Order; readonly entries: readonly JournalEntry[] } {
  const placed = valueOf(
    place(
      aPlace({
        member: aMember({ pocket: aPocket(anIssued()) }),
        prices: [aGrantedPrice({ price: { kind: 'off', offPerLitre: fenPerLitre(20) } })],
        seenPayableFen: PAYABLE,
      }),
    ),
  )
  const decisions: Decision[] = [
    valueOf(applyPaymentFact(placed.order, aPaymentFact({ amountFen: PAYABLE }), NOON)),
  ]
  const next = (decide: (order: Order) => Decision) => decisions.push(decide(latest(decisions)))
  next((order) => valueOf(confirm(order, aConfirm({ dispensedFen: fen(19_000) }))))
  next((order) => valueOf(correct(order, { by: onDuty(), dispensedFen: fen(15_000), nowMs: NOON })))
  const entries = decisions.flatMap(({ entry }) => entry ?? [])
  return { order: latest(decisions), entries }
}

const latest = (decisions: readonly Decision[]): Order => decisions.at(-1)!.order

test('an order is worked out again to the fen, corrections and all', () => {
  const { entries, order } = lived()
  const { doubts, settled, settledAgain } = explain(order, entries)
  expect(doubts).toEqual([])
  expect(settledAgain).toEqual(settled)
})

test('what stored value paid has to be in the journal', () => {
  const { entry, order } = aPlacingByTenders()
  const entries = entry ? [entry] : []
  expect(explain(order, entries).doubts).toEqual([])
  const postings = [
    { account: 'prepaid:gift', amountFen: fen(1) },
    { account: 'breakage:gift', amountFen: fen(-1) },
  ] as const
  expect(
    explain(
      order,
      entries.map((each) => withPostings(each, postings)),
    ).doubts,
  ).toEqual(['journal-differs'])
})

test('an order at the pump price that nobody paid has nothing to explain', () => {
  expect(explain(anOrder(), [])).toMatchObject({ doubts: [], settled: null })
})

test('a figure that somebody changed is found', () => {
  const { entries, order } = lived()
  const state = order.state as ConfirmedState
  const { confirmation } = state
  const settlement = { ...confirmation.settlement, payableFen: fen(1) }
  const forged = { ...order, state: { ...state, confirmation: { ...confirmation, settlement } } }
  expect(explain(forged, entries).doubts).toEqual(['settlement-differs', 'journal-differs'])
  const plan = { ...order.quote.plan, priceFen: fen(0) }
  const requoted = { ...order, quote: { ...order.quote, plan } }
  expect(explain(requoted, entries).doubts).toContain('quote-differs')
  expect(explain(order, entries.slice(0, 1)).doubts).toEqual(['journal-differs'])
})
