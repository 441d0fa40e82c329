import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import { bestPlan } from '../../pricing/plans/best-plan'
import { unmet } from '../../pricing/rules/condition'
import { narrowed } from '../../pricing/rules/narrowed'
import { whyNot } from '../../pricing/plans/why-not'
import { aBasis, aCoupon, aPrice } from '../../testing/plans/baskets'
import { basket } from '../../testing/plans/random-baskets'
import { keptQuote, OFFERS_BYTES_MAX } from './kept-quote'
import { quotedAgain } from './quote'
import { totalsFor } from './totals-for'
import { bytesOf } from '../../kernel/bytes'
import { fundedByHeadquarters } from '../../ledger/party'
import { ALWAYS, type Condition } from '../../pricing/rules/condition'
import { totalsOf } from '../facts/totals'

const quoted = (basis: ReturnType<typeof aBasis>) =>
  ({ basis, plan: bestPlan(basis).plan, by: 'best-price' }) as const

test('a kept quote gives the same amounts, for the same reasons', () => {
  fc.assert(
    fc.property(basket(6), (basis) => {
      const quote = quoted(basis)
      const kept = keptQuote(quote)
      expect(quotedAgain(kept)).toEqual(kept.plan)
      expect(totalsOf(kept.plan)).toEqual(totalsOf(quote.plan))
      const reasons = [quote, kept].map(({ basis: one }) =>
        whyNot(bestPlan(one)).map(({ id, why }) => [id, why.code]),
      )
      expect(reasons[1]).toEqual(reasons[0])
    }),
    { numRuns: 500 },
  )
})

test('less fuel gives the same amounts from a kept quote', () => {
  fc.assert(
    fc.property(basket(4), fc.nat(60), (basis, dispensed) => {
      const quote = quoted(basis)
      const fuel = { ...basis.sale } as never
      const settled = [quote, keptQuote(quote)].map((one) =>
        totalsFor(
          { fuel, quote: one },
          totalsOf(one.plan),
          fen(dispensed % (basis.sale.amountFen + 1)),
        ),
      )
      expect(settled[1]).toEqual(settled[0])
    }),
    { numRuns: 300 },
  )
})

const { sale } = aBasis()

test.each<[string, Partial<Condition>]>([
  ['stations', { stationIds: ['station:a', sale.stationId] }],
  ['other stations', { stationIds: ['station:a'] }],
  ['days', { onlyDays: [sale.clock.day] }],
  ['other days', { onlyDays: ['2020-01-01' as never] }],
  ['every day but this', { exceptDays: [sale.clock.day, '2020-01-01' as never] }],
  ['weekdays', { weekdays: [1, 2, sale.clock.weekday] }],
  ['hours', { hours: [{ from: 0, to: 1440 }] }],
  ['other hours', { hours: [{ from: 0, to: 1 }] }],
  ['grades', { gradeIds: ['diesel-0', 'petrol-95'] }],
])('a condition of %s holds, or not, as the whole one does', (_, changes) => {
  const condition = { ...ALWAYS, ...changes }
  expect(unmet(narrowed(condition, sale), sale)).toEqual(unmet(condition, sale))
  const other = { ...sale, gradeId: 'petrol-95' } as const
  expect(unmet(narrowed(condition, sale), other)).toEqual(unmet(condition, other))
})

test('of very many offers those of the plan are kept, and others as far as there is room', () => {
  const funding = Array.from({ length: 10 }, () => fundedByHeadquarters[0]!)
  const coupons = Array.from({ length: 50 }, (_, index) =>
    aCoupon({ id: `coupon:${index}`, title: '券'.repeat(40), funding, group: `${index}` }),
  )
  const prices = Array.from({ length: 50 }, (_, index) =>
    aPrice({ id: `price:${index}`, title: '价'.repeat(40), funding }),
  )
  const kept = keptQuote(quoted(aBasis({ coupons, prices })))
  expect(quotedAgain(kept)).toEqual(kept.plan)
  expect(kept.basis.coupons.length + kept.basis.prices.length).toBeLessThan(100)
  expect(bytesOf([kept.basis.coupons, kept.basis.prices])).toBeLessThan(OFFERS_BYTES_MAX + 1_024)
})
