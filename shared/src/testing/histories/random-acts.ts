import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import type { Act, BenefitAct } from './act'

/** Few people, few orders and round figures, so that they interact often. */
const who = fc.nat(1)
const which = fc.nat(4)
const share = fc.oneof(fc.constantFrom(0, 1, 99, 100, 101), fc.integer({ min: 0, max: 100 }))

const place: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('place' as const),
  who,
  amountFen: fc
    .oneof(fc.constantFrom(100, 199, 20_000, 19_999, 50_000), fc.integer({ min: 100, max: 60_000 }))
    .map(fen),
  use: fc.record({ points: fc.boolean(), storedValue: fc.boolean() }),
  misreadFen: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constantFrom(-1, 1)),
  payFirst: fc.boolean(),
})

const pay: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('pay' as const),
  which,
  transaction: fc.nat(1),
  tooMuchFen: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constantFrom(-1, 1)),
})

const benefit: fc.Arbitrary<BenefitAct> = fc.oneof(
  fc.record({ do: fc.constant('look' as const), who }),
  fc.record({ do: fc.constant('give-coupon' as const), who, which }),
  fc.record({
    do: fc.constantFrom('take-coupon' as const, 'take-coupon-back' as const),
    which: fc.nat(2),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund-recharge' as const),
      who,
      which: fc.nat(2),
      share: fc.constantFrom(100, 100, 50, 1),
    }),
  },
  fc.record({
    do: fc.constant('hear-recharge-refund' as const),
    who,
    which: fc.nat(2),
    status: fc.constantFrom('done' as const, 'closed' as const, 'abnormal' as const),
  }),
  fc.record({ do: fc.constant('redeem' as const), who }),
  fc.record({ do: fc.constant('cancel-contract' as const), who }),
)

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('claim' as const), who }),
  fc.record({
    do: fc.constant('recharge' as const),
    who,
    amountFen: fc.constantFrom(10_000, 10_001, 30_000).map(fen),
  }),
  { weight: 4, arbitrary: place },
  { weight: 5, arbitrary: pay },
  fc.record({
    do: fc.constant('begin-close' as const),
    which,
    reason: fc.constantFrom('timeout' as const, 'cancelled' as const),
  }),
  fc.record({ do: fc.constant('finish-close' as const), which }),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('confirm' as const, 'correct' as const),
      which,
      share,
      elsewhere: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  fc.record({ do: fc.constant('reverse' as const), which }),
  fc.record({
    do: fc.constantFrom(
      'ask-refund' as const,
      'decline-refund' as const,
      'accept' as const,
      'follow-unserved' as const,
    ),
    which,
  }),
  fc.record({
    do: fc.constant('change-nozzle' as const),
    which,
    nozzle: fc.constantFrom(3 as const, 7 as const),
  }),
  { weight: 5, arbitrary: benefit },
  fc.record({
    do: fc.constant('refund' as const),
    which,
    index: fc.nat(2),
    status: fc.constantFrom('done' as const, 'closed' as const, 'abnormal' as const),
  }),
  fc.record({
    do: fc.constant('pass' as const),
    minutes: fc.constantFrom(1, 16, 24 * 60, 4 * 24 * 60),
  }),
  fc.record({
    do: fc.constant('reprice' as const),
    pumpPriceFen: fc.constantFrom(760, 781, 799),
  }),
)

/** Rare interactions: a recharge is refunded while an order or a friend has its gifts. */
const story: fc.Arbitrary<readonly Act[]> = fc
  .record({
    who,
    friend: fc.boolean(),
    goesBack: fc.constantFrom('begin-close' as const, 'reverse' as const, 'pay' as const),
    storedValue: fc.boolean(),
    amountFen: fc.constantFrom(3_000, 20_000).map(fen),
    // The latest, or any.
    which: fc.constantFrom(-1, 0, 1),
  })
  .map(
    ({ amountFen, friend, goesBack, storedValue, which: order, who: member }): readonly Act[] => {
      const given: readonly Act[] = [
        { do: 'give-coupon', who: member, which: order },
        { do: 'take-coupon', which: 0 },
      ]
      const placed: readonly Act[] = [
        {
          do: 'place',
          who: member,
          amountFen,
          use: { points: false, storedValue },
          misreadFen: 0,
        },
      ]
      return [
        { do: 'recharge', who: member, amountFen: fen(10_000) },
        { do: 'look', who: member },
        ...(friend ? given : placed),
        { do: 'refund-recharge', who: member, which: order, share: 100 },
        goesBack === 'begin-close'
          ? { do: goesBack, which: order, reason: 'cancelled' }
          : goesBack === 'pay'
            ? { do: goesBack, which: order, transaction: 0, tooMuchFen: 0 }
            : { do: goesBack, which: order },
        { do: 'finish-close', which: order },
      ]
    },
  )

/** A history long enough for an order to end and another to use the released value. */
export const acts = fc
  .array(
    fc.oneof(
      { weight: 14, arbitrary: act.map((one): readonly Act[] => [one]) },
      { weight: 1, arbitrary: story },
    ),
    { minLength: 10, maxLength: 50 },
  )
  .map((parts) => parts.flat())
