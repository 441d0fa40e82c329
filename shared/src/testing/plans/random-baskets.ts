import fc from 'fast-check'
import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { DAY_MS, later } from '../../kernel/instant'
import { stationClock } from '../../kernel/station-clock'
import { fenPerLitre, millilitre } from '../../kernel/volume'
import { fundedByHeadquarters } from '../../ledger/party'
import { ALWAYS, type Condition } from '../../pricing/rules/condition'
import type { Basis } from '../../pricing/plans/plan'
import { PRICE_KINDS } from '../../pricing/rules/price-offer'
import type { Reduction } from '../../pricing/rules/reduction'
import { NOON } from '../builders/builders'

/** Small numbers and few names, so that ties, caps and limits are frequent. */
const amount = (max: number) => fc.integer({ min: 1, max }).map(fen)
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 })

const reduction: fc.Arbitrary<Reduction> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), amountFen: amount(12) }),
  fc.record({
    kind: fc.constant('percent' as const),
    share: fc.integer({ min: 1, max: 10_000 }).map(basisPoints),
    capFen: orNull(amount(12)),
  }),
  fc.record({
    kind: fc.constant('per-litre' as const),
    offPerLitre: fc.integer({ min: 1, max: 9 }).map(fenPerLitre),
    limitMl: orNull(fc.integer({ min: 0, max: 3_000 }).map(millilitre)),
    capFen: orNull(amount(12)),
  }),
)

const condition: fc.Arbitrary<Condition> = fc.record({
  fromMs: orNull(fc.constantFrom(later(NOON, -DAY_MS), later(NOON, 1), NOON)),
  toMs: orNull(fc.constantFrom(later(NOON, DAY_MS), later(NOON, 1), later(NOON, 1), NOON)),
  stationIds: fc.constantFrom(null, null, null, ['station:bj0001'] as const, [] as const),
  gradeIds: fc.constantFrom(null, null, null, ['petrol-92'] as const, ['petrol-95'] as const),
  weekdays: fc.constantFrom(null, null, null, [6, 7] as const, [1] as const),
  hours: fc.constantFrom(null, null, null, [{ from: 0, to: 845 }], [{ from: 845, to: 846 }]),
  onlyDays: fc.constant(null),
  exceptDays: fc.constant([]),
  minimumFen: fc.integer({ min: 0, max: 45 }).map(fen),
})

const mostlyAlways = fc.oneof({ arbitrary: fc.constant(ALWAYS), weight: 3 }, condition)

const coupon = fc.record({
  id: fc.constant(''),
  title: fc.constant('券'),
  reduction,
  condition: mostlyAlways,
  group: fc.constantFrom('a', 'b', 'c', 'd'),
  alone: fc.constantFrom(false, false, false, true),
  pumpPriceOnly: fc.constantFrom(false, false, true),
  funding: fc.constant(fundedByHeadquarters),
})

const price = fc.record({
  id: fc.constant(''),
  kind: fc.constantFrom(...PRICE_KINDS.filter((kind) => kind !== 'pump')),
  title: fc.constant('价'),
  price: fc.oneof(
    fc.record({
      kind: fc.constant('off' as const),
      offPerLitre: fc.integer({ min: 1, max: 9 }).map(fenPerLitre),
    }),
    fc.record({
      kind: fc.constant('at' as const),
      pricePerLitre: fc.integer({ min: 1, max: 9 }).map(fenPerLitre),
    }),
  ),
  limitMl: orNull(fc.integer({ min: 0, max: 3_000 }).map(millilitre)),
  paidBy: fc.constantFrom('anything' as const, 'anything' as const, 'stored-value' as const),
  condition: mostlyAlways,
  funding: fc.constant(fundedByHeadquarters),
})

/** A random sale with up to `couponsMax` coupons and four prices. */
export const basket = (couponsMax: number): fc.Arbitrary<Basis> =>
  fc.record({
    sale: fc.record({
      stationId: fc.constant('station:bj0001' as const),
      gradeId: fc.constant('petrol-92' as const),
      pumpPrice: fc.integer({ min: 1, max: 9 }).map(fenPerLitre),
      amountFen: amount(60),
      clock: fc.constant(stationClock(NOON)),
    }),
    prices: fc
      .array(price, { maxLength: 4 })
      .map((prices) => prices.map((each, at) => ({ ...each, id: `price:${at}` }))),
    coupons: fc
      .array(coupon, { maxLength: couponsMax })
      .map((coupons) => coupons.map((each, at) => ({ ...each, id: `coupon:${at}` }))),
    storedValueFen: fc.integer({ min: 0, max: 60 }).map(fen),
    limits: fc.record({
      couponsMax: fc.integer({ min: 0, max: 4 }),
      floorPrice: orNull(fc.integer({ min: 1, max: 9 }).map(fenPerLitre)),
      reductionMax: fc.constantFrom(10_000, 10_000, 5_000, 3_333, 0).map(basisPoints),
      payableMinFen: fc.constantFrom(0, 1, 5).map(fen),
    }),
  })
