import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import { fenPerLitre } from '../../kernel/volume'
import { withPostings } from '../../ledger/journal'
import { growthAt } from '../../level/growth'
import { type Loyalty, type LoyaltyRules, NO_LOYALTY } from '../../member/loyalty'
import { balanceOf, liabilityFen } from '../../points/account'
import { aMember, aPaidOrder, NOON, onDuty } from '../../testing/builders/builders'
import { aLevelPolicy } from '../../testing/builders/levels'
import { aConfirmedOrder } from '../../testing/builders/orders'
import { aPointsPolicy } from '../../testing/builders/points'
import { valueOf } from '../../testing/results'
import { correct } from '../verbs/correct'
import { memberAfter } from './member-after'
import { concernsMember } from './transition'
import type { Order } from '../facts/order'
import { pricesFor } from '../price/prices'

const RULES: LoyaltyRules = {
  points: aPointsPolicy(),
  levels: aLevelPolicy({ withoutDiscount: [] }),
}

/** ¥200 for order 7k2m. */
const confirmed = aConfirmedOrder()
const corrected = (order: Order, dispensed: number): Order =>
  valueOf(correct(order, { by: onDuty(), dispensedFen: fen(dispensed), nowMs: NOON })).order

/** Loyalty after a change of an order, its postings, and the order with its earnings. */
function after(loyalty: Loyalty, order: Order, rules = RULES) {
  const {
    member,
    postings,
    order: latest,
  } = memberAfter(aMember({ loyalty }), order, order, rules, NOON)
  return { loyalty: member.loyalty, postings, order: latest }
}

test('a confirmed order earns points and growth, once', () => {
  const { loyalty, postings } = after(NO_LOYALTY, confirmed)
  expect(balanceOf(loyalty.points)).toBe(2)
  expect(loyalty.growth.orders).toMatchObject([{ amountFen: 20_000, refundedFen: 0 }])
  expect(postings).toEqual([
    { account: 'marketing:points:hq', amountFen: 20 },
    { account: 'points', amountFen: -20 },
  ])
  expect(after(loyalty, confirmed)).toMatchObject({ loyalty, postings: [] })
})

test('what a correction gives back is taken back, whatever the steps', () => {
  const lower = fc.uniqueArray(fc.integer({ min: 1, max: 19_999 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(lower, (amounts) => {
      let order = confirmed
      let life = after(NO_LOYALTY, order)
      let owedFen = 20
      for (const amount of amounts.sort((a, b) => b - a)) {
        order = corrected(order, amount)
        life = after(life.loyalty, order)
        owedFen -= life.postings.find(({ account }) => account === 'points')?.amountFen ?? 0
      }
      const { growth, points } = life.loyalty
      const last = amounts.at(-1) ?? 0
      expect(balanceOf(points)).toBe(Math.floor(last / 10_000))
      expect(liabilityFen(points)).toBe(owedFen)
      expect(growth.orders).toMatchObject([{ amountFen: 20_000, refundedFen: 20_000 - last }])
    }),
    { numRuns: 200 },
  )
})

test('only a confirmed order gathers anything', () => {
  const unpaid: Order = { ...confirmed, state: { status: 'unpaid' } }
  expect(after(NO_LOYALTY, unpaid)).toEqual({ loyalty: NO_LOYALTY, postings: [], order: unpaid })
  expect([unpaid, confirmed].map((order) => concernsMember(aPaidOrder(), order))).toEqual([
    false,
    true,
  ])
  expect(concernsMember(confirmed, { ...confirmed })).toBe(false)
})

test('a correction takes back what an order keeps, however many have come since', () => {
  const orders = Array.from({ length: 52 }, (_, index) => ({
    ...confirmed,
    id: `order:${String(index).padStart(20, '0')}` as const,
  }))
  let loyalty = NO_LOYALTY
  const kept = orders.map((order) => {
    const life = after(loyalty, order)
    loyalty = life.loyalty
    return life.order
  })
  expect(loyalty.points.earnings).toHaveLength(21)
  expect(loyalty.growth.orders).toHaveLength(21)
  expect(balanceOf(loyalty.points)).toBe(2 * 52)
  const oldest = after(loyalty, corrected(kept[0]!, 0))
  expect(balanceOf(oldest.loyalty.points)).toBe(2 * 51)
  expect(growthAt(oldest.loyalty.growth, [], RULES.levels!, NOON)).toBe(20_000 * 51)
  // From before orders kept what they earned.
  expect(after(loyalty, corrected(orders[0]!, 0)).loyalty).toBe(loyalty)
  expect(after(loyalty, kept[0]!).loyalty).toBe(loyalty)
})

test('a level that is reached gives its price and owes its gift, once', () => {
  const levels = aLevelPolicy({ withoutDiscount: [] })
  const rich = levels.levels.map((level) => ({ ...level, fromGrowthFen: fen(0) })).slice(1, 2)
  const rules = { points: null, levels: { ...levels, levels: rich } }
  const { loyalty } = after(NO_LOYALTY, confirmed, rules)
  const gift = {
    key: 'welcome-silver',
    couponTemplateIds: ['coupon-template:wash'],
    givenAtMs: NOON,
  }
  expect(loyalty.owed).toEqual([gift])
  expect(after(loyalty, confirmed, rules).loyalty).toBe(loyalty)
  expect(pricesFor(aMember({ loyalty }), [], rules, NOON)).toMatchObject([
    { id: 'level:silver', kind: 'level', price: { offPerLitre: fenPerLitre(10) } },
  ])
  expect(pricesFor(aMember(), [], { points: null, levels: null }, NOON)).toEqual([])
})

test('what loyalty costs is part of the order’s own entry, which still balances', () => {
  const entry = {
    id: 'journal:1',
    kind: 'confirmed',
    subject: confirmed.id,
    atMs: NOON,
    postings: [],
  } as const
  expect(withPostings(entry, [])).toBe(entry)
  expect(withPostings(entry, after(NO_LOYALTY, confirmed).postings).postings).toHaveLength(2)
})
