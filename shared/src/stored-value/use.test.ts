import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { businessDay, DAY_MS, epochMs, later } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { refused, valueOf } from '../testing/results'
import {
  afterRecharge,
  ALWAYS_ON,
  aStoredValuePolicy,
  chinaTime,
} from '../testing/builders/stored-value'
import { EMPTY_ACCOUNT, spendableAt, type StoredValueAccount } from './account'
import { frozen } from './freeze'
import { SPENDING_ORDERS, type SpendingOrder } from './policy'
import { maxSpendable, refund, reserve, type ReserveValue, USES_MAX } from './use'

const account = (['recharge:1', 'recharge:2'] as const).reduce(
  (before, rechargeId) => afterRecharge(before, { rechargeId, offers: [ALWAYS_ON] }),
  EMPTY_ACCOUNT,
)

const aTake = (changes: Partial<ReserveValue> = {}): ReserveValue => ({
  orderId: 'order:1',
  amountFen: fen(12_345),
  policy: aStoredValuePolicy(),
  nowMs: NOON,
  ...changes,
})

const taken = valueOf(reserve(account, aTake()))

const orders = fc.constantFrom(...SPENDING_ORDERS)

describe('reserving stored value', () => {
  const perOrder = aStoredValuePolicy({ perOrderFen: fen(12_344) })
  const perDay = aStoredValuePolicy({ perDayFen: fen(12_345) })
  const next = { orderId: 'order:2', amountFen: fen(1) } as const
  const FREEZE = { reason: 'court-order', staffId: 'staff:1', atMs: NOON } as const

  test.each<[string, StoredValueAccount, Partial<ReserveValue>, string]>([
    [
      'another amount for the order',
      taken.account,
      { amountFen: fen(1) },
      'stored-value/taken-otherwise',
    ],
    ['from a frozen account', frozen(account, FREEZE), {}, 'stored-value/frozen'],
    ['more than an order may', account, { policy: perOrder }, 'stored-value/above-order-limit'],
    [
      'more than a day may',
      taken.account,
      { ...next, policy: perDay },
      'stored-value/above-day-limit',
    ],
    ['a fen more than there is', account, { amountFen: fen(26_001) }, 'stored-value/not-enough'],
  ])('refuses %s', (_, before, changes, code) => {
    expect(reserve(before, aTake(changes))).toMatchObject(refused(code))
  })

  test('accepts all that an order may', () => {
    const policy = aStoredValuePolicy({ perOrderFen: fen(12_345), perDayFen: fen(12_345) })
    expect(reserve(account, aTake({ policy })).ok).toBe(true)
  })

  test('says how much of the day is left', () => {
    const policy = aStoredValuePolicy({ perDayFen: fen(12_347) })
    const refusal = reserve(taken.account, aTake({ ...next, amountFen: fen(3), policy }))
    expect(refusal).toMatchObject({ refusal: { roomFen: 2 } })
  })

  test('an order reserves once', () => {
    expect(valueOf(reserve(taken.account, aTake()))).toEqual({ ...taken, row: null })
  })

  test('the next day in China has a limit of its own', () => {
    const evening = chinaTime('2026-11-21 23:59:59')
    const before = valueOf(reserve(account, aTake({ nowMs: evening, policy: perDay }))).account
    const midnight = aTake({ ...next, nowMs: later(evening, 1_000), policy: perDay })
    const { account: after } = valueOf(reserve(before, midnight))
    expect(after.uses).toMatchObject([{ orderId: 'order:2', day: '2026-11-22' }])
  })

  test('a refund does not count towards the day', () => {
    const { use } = taken
    const back = { use, fromFen: fen(0), toFen: fen(1), nowMs: NOON }
    const { account: after } = refund(taken.account, back)
    expect(reserve(after, aTake({ ...next, policy: perDay })).ok).toBe(true)
  })

  test.each<[SpendingOrder, readonly (readonly [number, number])[]]>([
    [
      'principal-first',
      [
        [10_000, 0],
        [2_345, 0],
      ],
    ],
    [
      'gift-first',
      [
        [6_345, 3_000],
        [0, 3_000],
      ],
    ],
    ['proportional', [[9_496, 2_849]]],
  ])('%s, the oldest recharge first', (spending, parts) => {
    const { use } = valueOf(reserve(account, aTake({ policy: aStoredValuePolicy({ spending }) })))
    expect(use.parts.map(({ giftFen, principalFen }) => [principalFen, giftFen])).toEqual(parts)
  })

  test('an expired gift pays nothing', () => {
    const offers = [{ ...ALWAYS_ON, giftDays: 1 }]
    const gifted = afterRecharge(EMPTY_ACCOUNT, { offers })
    const lastMs = epochMs(NOON + DAY_MS - 1)
    expect(spendableAt(gifted, lastMs)).toEqual({ principalFen: 10_000, giftFen: 3_000 })
    expect(spendableAt(gifted, later(lastMs, 1))).toEqual({ principalFen: 10_000, giftFen: 0 })
  })
})

describe('refunding stored value', () => {
  test('in any parts restores every lot exactly', () => {
    fc.assert(
      fc.property(
        orders,
        fc.integer({ min: 1, max: 26_000 }),
        fc.array(fc.nat(26_000), { maxLength: 5 }),
        (spending, amount, cuts) => {
          const policy = aStoredValuePolicy({ spending })
          const { account: spent, use } = valueOf(
            reserve(account, aTake({ amountFen: fen(amount), policy })),
          )
          const ends = [...cuts.map((cut) => cut % amount).sort((a, b) => a - b), amount]
          const after = ends.reduce(
            (before, end, index) =>
              refund(before, {
                use,
                fromFen: fen(ends[index - 1] ?? 0),
                toFen: fen(end),
                nowMs: NOON,
              }).account,
            spent,
          )
          expect(after.recharges).toEqual(account.recharges)
        },
      ),
    )
  })

  test('what stays spent is what a smaller amount would have taken', () => {
    const sizes = fc.integer({ min: 1, max: 26_000 })
    fc.assert(
      fc.property(
        fc.constantFrom('principal-first', 'gift-first'),
        sizes,
        sizes,
        (spending, a, b) => {
          const policy = aStoredValuePolicy({ spending })
          const [less, more] = [fen(Math.min(a, b)), fen(Math.max(a, b))]
          const { account: spent, use } = valueOf(
            reserve(account, aTake({ amountFen: more, policy })),
          )
          const command = { use, fromFen: fen(0), toFen: fen(more - less), nowMs: NOON }
          const smaller = valueOf(reserve(account, aTake({ amountFen: less, policy })))
          expect(refund(spent, command).account).toEqual(smaller.account)
        },
      ),
    )
  })
})

test('after fifty orders of a day a wallet pays all, and stored value again on the next', () => {
  const day = businessDay(NOON)
  const uses = Array.from({ length: USES_MAX }, (_, index) => ({
    orderId: `order:${index}` as const,
    day,
    spending: 'gift-first' as const,
    parts: [],
  }))
  const account = { ...afterRecharge(EMPTY_ACCOUNT), uses }
  expect(maxSpendable(account, aStoredValuePolicy(), NOON)).toBe(0)
  expect(maxSpendable(account, aStoredValuePolicy(), later(NOON, DAY_MS))).toBe(10_000)
})
