import { basisPoints } from '@palm/shared/kernel/basis-points'
import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { fenPerLitre, millilitre } from '@palm/shared/kernel/volume'
import { aCouponView } from '../../testing/coupons'
import { ruleWords, untilWords, worthWords } from './coupon-rules'
import { givenByWords } from './given-by'
import { whyNotWords } from '../refusals/why-not'

const { condition } = aCouponView()

test.each<[string, Parameters<typeof aCouponView>[0], [string, string]]>([
  ['an amount', {}, ['¥20', '满 200 可用']],
  [
    'a percentage with a cap',
    { reduction: { kind: 'percent', share: basisPoints(500), capFen: fen(1_550) } },
    ['9.5折', '最高减 15.50'],
  ],
  [
    'an amount per litre',
    {
      condition: { ...condition, minimumFen: fen(0) },
      reduction: {
        kind: 'per-litre',
        offPerLitre: fenPerLitre(50),
        limitMl: millilitre(60_000),
        capFen: null,
      },
    },
    ['¥0.50/L', '最多 60 升'],
  ],
])('%s is described by its value', (_, changes, [worth, from]) => {
  expect(worthWords(aCouponView(changes))).toEqual({ worth, from })
})

test('the rules are one sentence', () => {
  expect(ruleWords(aCouponView())).toBe('各站各油品通用')
  const narrow = aCouponView({
    pumpPriceOnly: true,
    condition: {
      ...condition,
      gradeIds: ['petrol-92', 'petrol-95'],
      weekdays: [1, 5],
      hours: [{ from: 360, to: 600 }],
    },
  })
  expect(ruleWords(narrow)).toBe('仅 92# 汽油、95# 汽油 · 周一、五 · 06:00–10:00 · 不与会员价同享')
})

test('the last day is the one before midnight', () => {
  const toMs = epochMs(Date.parse('2026-12-01T00:00:00+08:00'))
  expect(untilWords({ ...condition, toMs })).toBe('有效至 2026-11-30')
})

test.each([
  [['hq'], '总部承担'],
  [['station:bj0001'], '油站承担'],
  [['hq', 'station:bj0001', 'station:bj0002'], '总部和油站共同承担'],
] as const)('%s give it', (parties, words) => {
  expect(givenByWords(parties)).toBe(words)
})

test('a benefit that would cost more states the amount, one that would not is kept', () => {
  const why = { code: 'benefit/same-group', instead: 'coupon:1' } as const
  expect(whyNotWords({ ...why, payableFen: fen(18_000) }, fen(17_000))).toContain('要付 ¥180.00')
  expect(whyNotWords({ ...why, payableFen: fen(17_000) }, fen(17_000))).toContain('先帮您留着')
})
