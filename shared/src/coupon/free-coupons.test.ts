import { DAY_MS, type EpochMs, HOUR_MS, later, startOfBusinessDay } from '../kernel/instant'
import { ALWAYS } from '../pricing/rules/condition'
import { NOON } from '../testing/builders/builders'
import { anIssued, aPocket } from '../testing/builders/coupons'
import type { Coupon } from './coupon'
import { expiringFirst, isAcceptedAt, usableCoupons } from './free-coupons'

const MIDNIGHT = startOfBusinessDay(NOON)
const until = (id: string, toMs: EpochMs | null, changes: Partial<Coupon> = {}): Coupon => ({
  ...anIssued(`coupon:${id}`),
  condition: { ...ALWAYS, toMs },
  ...changes,
})

const held = { state: { at: 'held', orderId: 'order:1' } } as const

test('only free fuel coupons count that have not expired, the first to expire first', () => {
  const pocket = aPocket(
    until('never', null),
    until('later', later(NOON, 2 * DAY_MS)),
    until('over', NOON),
    until('soon', later(NOON, 1)),
    until('held', null, held),
    until('shop', null, { kind: 'non-fuel' }),
  )
  expect(usableCoupons(pocket, NOON).map(({ id }) => id)).toEqual([
    'coupon:soon',
    'coupon:later',
    'coupon:never',
  ])
})

test.each<[string, readonly (EpochMs | null)[], object | null]>([
  ['none that ends', [null], null],
  ['one', [later(NOON, DAY_MS)], { atMs: later(NOON, DAY_MS), coupons: 1 }],
  [
    'two of the same day, of three',
    [later(MIDNIGHT, DAY_MS), later(MIDNIGHT, DAY_MS - HOUR_MS), later(MIDNIGHT, DAY_MS + 1)],
    { atMs: later(MIDNIGHT, DAY_MS - HOUR_MS), coupons: 2 },
  ],
])('what expires first of %s', (_, ends, expected) => {
  expect(expiringFirst(ends.map((end, index) => until(String(index), end)))).toEqual(expected)
})

test.each([
  ['every station', null, true],
  ['this station', ['station:bj0001'], true],
  ['another station', ['station:bj0002'], false],
] as const)('a coupon for %s', (_, stationIds, isAccepted) => {
  const coupon = until('1', null, { condition: { ...ALWAYS, stationIds } })
  expect(isAcceptedAt(coupon, 'station:bj0001')).toBe(isAccepted)
})
