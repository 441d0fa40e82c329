import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import { fenPerLitre } from '../../kernel/volume'
import { grow } from '../../level/grow'
import { NO_GROWTH } from '../../level/growth'
import { SEGMENTS } from '../../level/segment'
import { type Audience, EVERYBODY, isForNobody } from '../../member/audience'
import { NO_LOYALTY, NO_LOYALTY_RULES } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { bestPlan } from '../../pricing/plans/best-plan'
import { aMember, aStation, NOON } from '../../testing/builders/builders'
import { aLevel, aLevelPolicy, anEvaluate } from '../../testing/builders/levels'
import { aGrantedPrice } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { nozzleOnSale } from '../../station/nozzle-on-sale'
import { type GrantedPrice, pricesFor } from './prices'
import { basisOf, USUAL_LIMITS } from './quote'

const ZHANG = 'member:zhang'
const CHEN = 'member:chen'
const levels = aLevelPolicy({ levels: [aLevel()] })
const RULES = { points: null, levels }

const aPriceFor = (audience: Audience, changes: Partial<GrantedPrice> = {}): GrantedPrice =>
  aGrantedPrice({ id: 'price:1', title: '张女士专享价', for: audience, ...changes })

/** Somebody who has spent so much within the month. */
function spender(id: Member['id'], spent: number): Member {
  const command = { ...anEvaluate(), orderId: 'order:1', amountFen: fen(spent) } as const
  const growth = valueOf(grow(NO_GROWTH, command)).growth
  return aMember({ id, loyalty: { ...NO_LOYALTY, growth } })
}

const toSegments = (...segments: readonly (typeof SEGMENTS)[number][]): Audience => ({
  kind: 'segments',
  segments,
})
const toMembers = (...memberIds: readonly Member['id'][]): Audience => ({
  kind: 'members',
  memberIds,
})

test.each<[string, Audience, number, boolean]>([
  ['for everybody includes the member', EVERYBODY, 0, true],
  ['for others excludes the member', toMembers(CHEN), 0, false],
  ['for the member and others includes the member', toMembers(CHEN, ZHANG), 0, true],
  ['for A is not for who passes by', toSegments('A'), 49_999, false],
  ['for A includes the member from the first fen on', toSegments('A'), 50_000, true],
  ['for A and E is not for B', toSegments('A', 'E'), 80_000, false],
  ['for A and E is for E', toSegments('A', 'E'), 600_000, true],
  ['for transit includes a passing driver', toSegments('transit'), 0, true],
])('a price %s', (_, audience, spent, isHis) => {
  const prices = pricesFor(spender(ZHANG, spent), [aPriceFor(audience)], RULES, NOON)
  expect(prices.map(({ title }) => title)).toEqual(isHis ? ['张女士专享价'] : [])
})

test('nobody is of a segment where there are none', () => {
  const price = aPriceFor(toSegments(...SEGMENTS))
  expect(pricesFor(spender(ZHANG, 600_000), [price], NO_LOYALTY_RULES, NOON)).toEqual([])
})

test.each<[Audience, boolean]>([
  [EVERYBODY, false],
  [toSegments(), true],
  [toSegments('A'), false],
  [toMembers(), true],
  [toMembers(ZHANG), false],
])('an audience of %j is for nobody: %s', (audience, nobody) => {
  expect(isForNobody(audience)).toBe(nobody)
})

test('the floor holds for a price of one’s own', () => {
  const sale = valueOf(nozzleOnSale(aStation(), 'nozzle:bj0001-03', NOON))
  const basis = basisOf({
    member: aMember({ id: ZHANG }),
    stationId: 'station:bj0001',
    sale,
    amountFen: fen(78_100),
    couponIds: null,
    use: { points: false, storedValue: false },
    storedValuePolicy: null,
    prices: [aPriceFor(toMembers(ZHANG), { price: { kind: 'at', pricePerLitre: fenPerLitre(1) } })],
    loyaltyRules: RULES,
    limits: { ...USUAL_LIMITS, floorPrice: fenPerLitre(700) },
    nowMs: NOON,
  })
  expect(bestPlan(basis).plan).toMatchObject({ payableFen: 70_000, price: { id: 'price:1' } })
})

const audiences: fc.Arbitrary<Audience> = fc.oneof(
  fc.constant(EVERYBODY),
  fc.subarray([...SEGMENTS]).map((segments) => toSegments(...segments)),
  fc.subarray([ZHANG, CHEN, 'member:wang'] as const).map((ids) => toMembers(...ids)),
)

test('members get all their own prices and no others, and never see who else has them', () => {
  fc.assert(
    fc.property(fc.array(audiences, { maxLength: 8 }), fc.nat(700_000), (list, spent) => {
      const granted = list.map((audience, index) => aPriceFor(audience, { id: `price:${index}` }))
      // The usual bands, repeated independently.
      const from = [600_000, 300_000, 120_000, 80_000, 50_000, 0].findIndex((one) => spent >= one)
      const segment = ['E', 'D', 'C', 'B', 'A', 'transit'][from]
      for (const id of [ZHANG, CHEN] as const) {
        const prices = pricesFor(spender(id, spent), granted, RULES, NOON)
        const wanted = granted.filter(({ for: whom }) => {
          const named = Object.values(whom).flat()
          return whom.kind === 'everybody' || named.includes(id) || named.includes(segment)
        })
        expect(prices.map((price) => price.id)).toEqual(wanted.map((price) => price.id))
        expect(prices.filter((price) => 'for' in price)).toEqual([])
      }
    }),
  )
})
