import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { fenPerLitre, millilitre } from '../../kernel/volume'
import { aSale } from '../../testing/plans/baskets'
import { type Reduction, reductionFen } from './reduction'

const fixed = (amount: number): Reduction => ({ kind: 'fixed', amountFen: fen(amount) })

const percent = (share: number, cap: number | null = null): Reduction => ({
  kind: 'percent',
  share: basisPoints(share),
  capFen: cap === null ? null : fen(cap),
})

interface PerLitreLimits {
  readonly litresMl?: number
  readonly capFen?: number
}

const perLitre = (off: number, { capFen, litresMl }: PerLitreLimits = {}): Reduction => ({
  kind: 'per-litre',
  offPerLitre: fenPerLitre(off),
  limitMl: litresMl === undefined ? null : millilitre(litresMl),
  capFen: capFen === undefined ? null : fen(capFen),
})

it.each<[string, Reduction, number, number]>([
  ['an amount', fixed(1_000), 20_000, 1_000],
  ['an amount equal to the base', fixed(1_000), 1_000, 1_000],
  ['no more than the base', fixed(1_000), 999, 999],
  ['nothing of nothing', fixed(1_000), 0, 0],
  ['one fen of one fen', fixed(1), 1, 1],
  ['a percentage', percent(500), 20_000, 1_000],
  ['a percentage, an exact half upwards', percent(500), 10, 1],
  ['a percentage, less than a half downwards', percent(500), 9, 0],
  ['a percentage of one fen', percent(5_000), 1, 1],
  ['a percentage below its cap', percent(500, 1_001), 20_000, 1_000],
  ['a percentage up to its cap', percent(500, 999), 20_000, 999],
  ['all of it', percent(10_000), 20_000, 20_000],
  ['an amount per litre from the exact volume: 12.80, not 12.81', perLitre(50), 20_000, 1_280],
  [
    'an amount per litre up to a limit of litres',
    perLitre(50, { litresMl: 20_000 }),
    20_000,
    1_000,
  ],
  [
    'an amount per litre for all litres within the limit',
    perLitre(50, { litresMl: 30_000 }),
    20_000,
    1_280,
  ],
  ['the limit rounded half up', perLitre(50, { litresMl: 10 }), 20_000, 1],
  ['nothing for a limit of zero litres', perLitre(50, { litresMl: 0 }), 20_000, 0],
  ['an amount per litre up to its cap', perLitre(50, { capFen: 1_000 }), 20_000, 1_000],
  ['the lower of cap and limit', perLitre(50, { litresMl: 1_000, capFen: 80 }), 20_000, 50],
  ['an amount per litre, but no more than the base', perLitre(50), 1_000, 1_000],
])('takes off %s', (_, reduction, baseFen, expected) => {
  expect(reductionFen(reduction, aSale(), fen(baseFen))).toBe(expected)
})

it("computes litres from the pump's amount, whatever the base", () => {
  const sale = aSale({ amountFen: fen(781) })
  expect(reductionFen(perLitre(50), sale, fen(600))).toBe(50)
})

it('fails if a product exceeds the safe integers', () => {
  const max = fen(Number.MAX_SAFE_INTEGER)
  expect(() => reductionFen(percent(500), aSale(), max)).toThrow('assertion failed')
  expect(() => reductionFen(perLitre(50), aSale({ amountFen: max }), max)).toThrow(
    'assertion failed',
  )
})
