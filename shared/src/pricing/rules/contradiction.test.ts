import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { later } from '../../kernel/instant'
import { stationClock } from '../../kernel/station-clock'
import { fenPerLitre, millilitre } from '../../kernel/volume'
import { aCoupon, aPrice } from '../../testing/plans/baskets'
import { NOON } from '../../testing/builders/builders'
import { ALWAYS, type Condition } from './condition'
import { conditionContradiction, couponContradiction, priceContradiction } from './contradiction'
import type { Reduction } from './reduction'

const TODAY = stationClock(NOON).day

it.each<[string, string | null, Partial<Condition>]>([
  ['ends before it begins', 'rule/never-valid', { fromMs: NOON, toMs: later(NOON, -1) }],
  ['ends as it begins', 'rule/never-valid', { fromMs: NOON, toMs: NOON }],
  ['is valid for a millisecond', null, { fromMs: NOON, toMs: later(NOON, 1) }],
  ['names no station', 'rule/empty-list', { stationIds: [] }],
  ['names no grade', 'rule/empty-list', { gradeIds: [] }],
  ['names no weekday', 'rule/empty-list', { weekdays: [] }],
  ['names no hours', 'rule/empty-list', { hours: [] }],
  ['names no day', 'rule/empty-list', { onlyDays: [] }],
  ['excludes no day', null, { exceptDays: [] }],
  ['begins before midnight', 'rule/bad-hours', { hours: [{ from: -1, to: 60 }] }],
  ['ends after midnight', 'rule/bad-hours', { hours: [{ from: 1380, to: 1441 }] }],
  ['runs over midnight', 'rule/bad-hours', { hours: [{ from: 1380, to: 60 }] }],
  ['lasts no minute', 'rule/bad-hours', { hours: [{ from: 60, to: 60 }] }],
  ['is for the whole day', null, { hours: [{ from: 0, to: 1440 }] }],
  ['excludes its only day', 'rule/no-day-left', { onlyDays: [TODAY], exceptDays: [TODAY] }],
  ['is unrestricted', null, {}],
])('judges a condition that %s: %s', (_, code, part) => {
  expect(conditionContradiction({ ...ALWAYS, ...part })?.code ?? null).toBe(code)
})

const TAKES_NOTHING = 'rule/takes-nothing-off'

it.each<[string, string | null, Reduction, number]>([
  ['zero fen', TAKES_NOTHING, { kind: 'fixed', amountFen: fen(0) }, 0],
  ['zero per cent', TAKES_NOTHING, { kind: 'percent', share: basisPoints(0), capFen: null }, 0],
  ['a cap of zero', TAKES_NOTHING, { kind: 'percent', share: basisPoints(5), capFen: fen(0) }, 0],
  ['zero litres', TAKES_NOTHING, { ...aLitre(), limitMl: millilitre(0) }, 0],
  ['a cap of zero per litre', TAKES_NOTHING, { ...aLitre(), capFen: fen(0) }, 0],
  ['more than its minimum', 'rule/above-minimum', { kind: 'fixed', amountFen: fen(101) }, 100],
  ['all of its minimum', null, { kind: 'fixed', amountFen: fen(100) }, 100],
  ['an amount without a minimum', null, { kind: 'fixed', amountFen: fen(100) }, 0],
  ['an amount per litre', null, aLitre(), 0],
])('judges a coupon that takes off %s: %s', (_, code, reduction, minimum) => {
  const coupon = aCoupon({ reduction, condition: { ...ALWAYS, minimumFen: fen(minimum) } })
  expect(couponContradiction(coupon)?.code ?? null).toBe(code)
})

it.each<[string, ReturnType<typeof aCoupon>['funding'], string | null]>([
  ['no party', [], 'rule/no-funder'],
  ['a party with zero weight', [{ party: 'hq', weight: 0 }], 'rule/no-funder'],
  [
    'one of several parties',
    [
      { party: 'hq', weight: 0 },
      { party: 'hq', weight: 1 },
    ],
    null,
  ],
])('requires a funder: %s', (_, funding, code) => {
  expect(couponContradiction(aCoupon({ funding }))?.code ?? null).toBe(code)
  expect(priceContradiction(aPrice({ funding }))?.code ?? null).toBe(code)
})

it('refuses a price for no litres', () => {
  expect(priceContradiction(aPrice({ limitMl: millilitre(0) }))?.code).toBe(TAKES_NOTHING)
  expect(priceContradiction(aPrice({ limitMl: millilitre(1) }))).toBeNull()
})

it('names the first contradiction: condition, then reduction, then funding', () => {
  const never = { ...ALWAYS, fromMs: NOON, toMs: NOON, stationIds: [] }
  const nothing: Reduction = { kind: 'fixed', amountFen: fen(0) }
  const worst = aCoupon({ condition: never, reduction: nothing, funding: [] })
  expect(couponContradiction(worst)?.code).toBe('rule/never-valid')
  expect(couponContradiction({ ...worst, condition: ALWAYS })?.code).toBe(TAKES_NOTHING)
})

function aLitre() {
  return { kind: 'per-litre', offPerLitre: fenPerLitre(20), limitMl: null, capFen: null } as const
}
