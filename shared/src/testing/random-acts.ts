import fc from 'fast-check'
import { fen } from '../kernel/fen'
import type { Act } from './act'

/** Few people, few orders and round figures, so that they meet and cross often. */
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
})

const pay: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('pay' as const),
  which,
  transaction: fc.nat(1),
  tooMuchFen: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constantFrom(-1, 1)),
})

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
    do: fc.constant('refund' as const),
    which,
    index: fc.nat(2),
    status: fc.constantFrom('done' as const, 'closed' as const, 'abnormal' as const),
  }),
  fc.record({
    do: fc.constant('pass' as const),
    minutes: fc.constantFrom(1, 16, 24 * 60),
  }),
  fc.record({
    do: fc.constant('reprice' as const),
    pumpPriceFen: fc.constantFrom(760, 781, 799),
  }),
)

/** A stretch of life that is long enough for an order to end and another to take what it left. */
export const acts = fc.array(act, { minLength: 10, maxLength: 45 })
