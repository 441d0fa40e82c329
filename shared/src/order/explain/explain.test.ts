import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { later, SECOND_MS } from '../../kernel/instant'
import { fenPerLitre } from '../../kernel/volume'
import { type JournalEntry, withPostings } from '../../ledger/journal'
import { priceOfLevel } from '../../level/level'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '../../member/loyalty'
import { PUMP_PRICE } from '../../pricing/rules/price-offer'
import {
  aMember,
  anOrder,
  aPaymentFact,
  aStation,
  NOON,
  onDuty,
} from '../../testing/builders/builders'
import { anIssued, aPocket } from '../../testing/builders/coupons'
import { aLevelPolicy } from '../../testing/builders/levels'
import { aConfirm, aGrantedPrice, aPlace, hearPayment } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { aPlacingByTenders } from '../../testing/builders/tenders'
import { confirm } from '../verbs/confirm'
import { correct } from '../verbs/correct'
import type { Decision } from '../facts/decision'
import { explain } from './explain'
import type { ConfirmedState, Order } from '../facts/order'
import { place } from '../verbs/place'
import { basisUnder, NOTHING_KNOWN, pumpPricesAt, type RulesThen, type Then } from './rules-then'

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
    valueOf(hearPayment(placed.order, aPaymentFact({ amountFen: PAYABLE }), NOON)),
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

describe('what others kept about its instant', () => {
  const { entries, order } = lived()
  const { limits } = order.quote.basis
  const tight = { ...limits, reductionMax: basisPoints(1) }
  const rules = (changes: Partial<RulesThen> = {}): RulesThen => ({
    version: 1,
    savedAtMs: NOON,
    prices: [aGrantedPrice({ price: { kind: 'off', offPerLitre: fenPerLitre(20) } })],
    limits,
    loyaltyRules: NO_LOYALTY_RULES,
    ...changes,
  })
  const dearer = rules({
    prices: [aGrantedPrice({ price: { kind: 'off', offPerLitre: fenPerLitre(19) } })],
  })

  test.each<[string, Partial<Then>, string[]]>([
    ['nothing', {}, []],
    ['just what it was made from', { rules: [rules()], pumpPrices: [fenPerLitre(781)] }, []],
    ['another price at the pump', { pumpPrices: [fenPerLitre(782)] }, ['pump-price-differs']],
    ['a price that changed just then', { pumpPrices: [782, 781].map(fenPerLitre) }, []],
    ['a smaller reduction', { rules: [dearer] }, ['rules-differ']],
    ['no such price', { rules: [rules({ prices: [] })] }, ['rules-differ']],
    ['a lower limit', { rules: [rules({ limits: tight })] }, ['rules-differ']],
    ['another price, saved a moment before', { rules: [dearer, rules()] }, []],
  ])('%s: %s', (_, known, doubts) => {
    expect(explain(order, entries, { ...NOTHING_KNOWN, ...known }).doubts).toEqual(doubts)
  })
})

test.each([
  ['before it changes', -1, [781]],
  ['as it changes', 0, [781, 790]],
  ['when the station may have been read before', 20 * SECOND_MS - 1, [781, 790]],
  ['when it cannot', 20 * SECOND_MS, [790]],
])('the price at the pump is known %s', (_, passedMs, prices) => {
  const [price] = aStation().prices.filter(({ gradeId }) => gradeId === 'petrol-92')
  const changes = [
    { ...price!, toMs: NOON },
    { ...price!, pumpPrice: fenPerLitre(790), fromMs: NOON },
  ]
  const station = aStation({ prices: changes })
  expect(pumpPricesAt(station, 'petrol-92', later(NOON, passedMs))).toEqual(prices)
  expect(pumpPricesAt(station, 'diesel-0', NOON)).toEqual([])
})

test('the price of a level is what the level had, that of a contract is its own', () => {
  const levels = aLevelPolicy()
  const [level] = levels.levels.flatMap((each) => priceOfLevel(each) ?? [])
  const contract = { ...PUMP_PRICE, id: 'contract:1', kind: 'contract' } as const
  const { basis } = anOrder().quote
  const prices = [{ ...level!, title: 'forged' }, contract]
  const then = { version: 1, savedAtMs: NOON, prices: [], limits: basis.limits }
  const under = (loyaltyRules: LoyaltyRules) =>
    basisUnder({ ...basis, prices }, { ...then, loyaltyRules }).prices
  expect(under({ points: null, levels })).toEqual([level, contract])
  expect(under(NO_LOYALTY_RULES)).toEqual([contract])
})

test('a figure that somebody changed is found', () => {
  const { entries, order } = lived()
  const state = order.state as ConfirmedState
  const { confirmation } = state
  const totals = { ...confirmation.totals, payableFen: fen(1) }
  const forged = { ...order, state: { ...state, confirmation: { ...confirmation, totals } } }
  expect(explain(forged, entries).doubts).toEqual(['totals-differs', 'journal-differs'])
  const plan = { ...order.quote.plan, priceFen: fen(0) }
  const requoted = { ...order, quote: { ...order.quote, plan } }
  expect(explain(requoted, entries).doubts).toContain('quote-differs')
  expect(explain(order, entries.slice(0, 1)).doubts).toEqual(['journal-differs'])
})
