import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { points } from '../kernel/points'
import { stationClock } from '../kernel/station-clock'
import { fenPerLitre } from '../kernel/volume'
import { ALWAYS } from '../pricing/rules/condition'
import type { Sale } from '../pricing/rules/sale'
import { NOON } from '../testing/builders/builders'
import { aPointsPolicy } from '../testing/builders/points'
import {
  maxFor,
  type Multiplier,
  multiplierFor,
  type PointsPolicy,
  weighted,
  worthFen,
} from './policy'
import { pointsPolicyFlaw } from './policy-flaw'

const sale: Sale = {
  stationId: 'station:bj0001',
  gradeId: 'petrol-92',
  pumpPrice: fenPerLitre(781),
  amountFen: fen(20_000),
  clock: stationClock(NOON),
}

const triple: Multiplier = { id: 'all', hundredths: 300, condition: ALWAYS, levelIds: null }
const gold: Multiplier = { ...triple, id: 'gold', hundredths: 150, levelIds: ['level:gold'] }
const sunday: Multiplier = { ...triple, id: 'sun', condition: { ...ALWAYS, weekdays: [7] } }

describe('the multiplier', () => {
  test.each<[string, readonly Multiplier[], 'largest' | 'product', 'level:gold' | null, number]>([
    ['is single without rules', [], 'product', null, 100],
    ['considers only the rules that apply', [gold, sunday], 'product', null, 100],
    ['depends on the level', [gold, sunday], 'product', 'level:gold', 150],
    ['is the largest', [triple, gold], 'largest', 'level:gold', 300],
    ['is the product', [triple, gold], 'product', 'level:gold', 450],
  ])('%s', (_, multipliers, stacking, levelId, hundredths) => {
    expect(multiplierFor(aPointsPolicy({ multipliers, stacking }), sale, levelId)).toBe(hundredths)
  })

  test('counts whole fen, rounded down', () => {
    expect(weighted(fen(333), 150)).toBe(499)
    expect(weighted(fen(333), 0)).toBe(0)
  })

  test.each([1.5, -1, NaN])('%d is a bug', (hundredths) => {
    expect(() => weighted(fen(1), hundredths)).toThrow('assertion failed')
  })
})

describe('a policy', () => {
  const block = (count: number, worth: number) => ({
    block: { points: points(count), worthFen: fen(worth) },
  })

  test.each<[string, Partial<PointsPolicy>, string]>([
    ['without a rate', { fenPerPoint: fen(0) }, 'no-rate'],
    ['whose points expire at once', { lifetime: { kind: 'months', months: 0 } }, 'no-lifetime'],
    ['with blocks of nothing', block(0, 100), 'no-block'],
    ['with blocks worth nothing', block(10, 0), 'no-block'],
    ['that is worth more than the spending', block(1, 10_001), 'worth-above-spending'],
    ['that forgets earnings needed by corrections', { settledAfterDays: 2 }, 'settled-too-soon'],
    [
      'with a fractional number of hundredths',
      { multipliers: [{ ...triple, hundredths: 1.5 }] },
      'multiplier-not-whole',
    ],
  ])('%s is not saved', (_, changes, code) => {
    expect(pointsPolicyFlaw(aPointsPolicy(changes))?.code).toBe(`points-policy/${code}`)
  })

  test('without contradictions is saved', () => {
    expect(pointsPolicyFlaw(aPointsPolicy({ multipliers: [triple, gold] }))).toBeNull()
    expect(pointsPolicyFlaw(aPointsPolicy(block(1, 10_000)))).toBeNull()
  })
})

describe('points as a tender', () => {
  test.each([
    [199, 0],
    [200, 10],
    [399, 10],
    [20_000, 1_000],
  ])('of a payable of %i fen, at most %i points', (payable, max) => {
    expect(maxFor(aPointsPolicy(), fen(payable))).toBe(max)
  })

  test('the whole payable, if the policy allows it', () => {
    expect(maxFor(aPointsPolicy({ shareMax: basisPoints(10_000) }), fen(199))).toBe(10)
  })

  test('are worth their whole blocks only', () => {
    expect(worthFen(aPointsPolicy(), points(30))).toBe(300)
    expect(() => worthFen(aPointsPolicy(), points(31))).toThrow('assertion failed')
  })
})
