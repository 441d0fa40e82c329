import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { balanced } from '../ledger/journal'
import { balanceOf as pointsOwned } from '../points/account'
import { balanceOf, EMPTY_ACCOUNT } from '../stored-value/account'
import { aMember, NOON } from '../testing/builders/builders'
import { afterRecharge, ALWAYS_ON } from '../testing/builders/stored-value'
import { aSaver } from '../testing/builders/tenders'
import { NO_UPKEEP, upkeep, upkeepAtMs } from './upkeep'

/** A gift valid for three days, and points valid for a year to the end of a month. */
const GIFT_UNTIL = later(NOON, 3 * DAY_MS)
const POINTS_UNTIL = aSaver().loyalty.points.lots[0]!.expiresAtMs
const aKeeper = () =>
  aSaver({ storedValue: afterRecharge(EMPTY_ACCOUNT, { offers: [{ ...ALWAYS_ON, giftDays: 3 }] }) })

test.each<[string, EpochMs, object]>([
  ['a millisecond before a gift expires', later(GIFT_UNTIL, -1), { points: 104, giftFen: 3_000 }],
  ['when a gift expires', GIFT_UNTIL, { points: 104, giftFen: 0 }],
  ['a millisecond before the points expire', later(POINTS_UNTIL, -1), { points: 104, giftFen: 0 }],
  ['when the points expire', POINTS_UNTIL, { points: 0, giftFen: 0 }],
])('%s the remaining amounts are right', (_, nowMs, left) => {
  const { entries, member } = upkeep(aKeeper(), nowMs)
  const { giftFen, principalFen } = balanceOf(member.storedValue)
  expect({ points: pointsOwned(member.loyalty.points), giftFen }).toEqual(left)
  expect(principalFen).toBe(10_000)
  entries.forEach(balanced)
})

test('every expiry is posted once', () => {
  const first = upkeep(aKeeper(), POINTS_UNTIL)
  expect(first.entries.map(({ kind, postings }) => [kind, postings[0]?.amountFen])).toEqual([
    ['points-expired', -1_040],
    ['gift-expired', 3_000],
  ])
  expect(first.row).toMatchObject({ kind: 'gift-expired', giftFen: -3_000 })
  const again = upkeep(first.member, POINTS_UNTIL)
  expect(again).toEqual({ member: first.member, entries: [], row: null, page: null })
})

test('returns its next due time', () => {
  expect(upkeepAtMs(aKeeper())).toBe(GIFT_UNTIL)
  expect(upkeepAtMs(upkeep(aKeeper(), GIFT_UNTIL).member)).toBe(POINTS_UNTIL)
  expect(upkeepAtMs(upkeep(aKeeper(), POINTS_UNTIL).member)).toBe(NO_UPKEEP)
  expect(upkeepAtMs(aMember())).toBe(NO_UPKEEP)
})
