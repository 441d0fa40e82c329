import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { NO_POINTS, points } from '../kernel/points'
import { NOON } from '../testing/builders/builders'
import { afterEarning, aHold, aPointsPolicy, liabilityByUnit } from '../testing/builders/points'
import { refused, valueOf } from '../testing/results'
import { balanceOf, costFen, NO_POINTS_YET, type PointsAccount } from './account'
import { expire, tidied } from './expire'
import { cancel, commit, refund, reserve, type ReservePoints } from './use'
import { takeBack } from './take-back'

const days = (count: number) => aPointsPolicy({ lifetime: { kind: 'days', days: count } })

/** 15 points that expire in two days and 15 that expire in one. */
const account = afterEarning(
  NO_POINTS_YET,
  { basisFen: fen(150_000), policy: days(2) },
  { orderId: 'order:2', lotId: 'points-lot:2', basisFen: fen(150_000), policy: days(1) },
)
const held = valueOf(reserve(account, aHold())).account
const { account: spent, takings } = valueOf(commit(held, 'order:9'))
const lefts = ({ lots }: PointsAccount) => lots.map(({ id, left }) => `${id.slice(-1)}:${left}`)

describe('reserving points', () => {
  test.each<[string, Partial<ReservePoints>, string]>([
    ['no points', { points: NO_POINTS }, 'points/not-whole-blocks'],
    ['a part of a block', { points: points(1_005) }, 'points/not-whole-blocks'],
    ['more than the share', { points: points(510) }, 'points/above-share'],
    ['more than there are', { points: points(40) }, 'points/not-enough'],
    ['expired points', { points: points(20), nowMs: later(NOON, DAY_MS) }, 'points/not-enough'],
  ])('refuses %s', (_, changes, code) => {
    expect(reserve(account, aHold(changes))).toMatchObject(refused(code))
  })

  test('accepts the maximum share', () => {
    const command = aHold({ points: points(10), payableFen: fen(200) })
    expect(reserve(account, command).ok).toBe(true)
  })

  test('takes the points earned first among those of one expiry', () => {
    const policy = aPointsPolicy()
    const second = { orderId: 'order:a', lotId: 'points-lot:a', nowMs: later(NOON, 1) } as const
    const many = { policy, basisFen: fen(200_000) }
    const both = afterEarning(NO_POINTS_YET, { ...many, ...second }, many)
    const { account: after } = valueOf(reserve(both, aHold({ points: points(10) })))
    expect(lefts(after)).toEqual(['1:10', 'a:20'])
  })

  test('refuses another number for the same order', () => {
    expect(reserve(held, aHold({ points: points(10) }))).toMatchObject(
      refused('points/held-otherwise'),
    )
  })

  test('takes the points that expire first, once, and adds a row to the statement', () => {
    const decision = valueOf(reserve(account, aHold()))
    expect(lefts(decision.account)).toEqual(['2:0', '1:10'])
    expect(decision).toMatchObject({ row: { kind: 'held', points: -20, balance: 10 }, entry: null })
    expect(valueOf(reserve(held, aHold()))).toEqual({ account: held, row: null, entry: null })
  })

  test('a held point cannot be held by another order', () => {
    const other = aHold({ orderId: 'order:8' })
    expect(reserve(held, other)).toMatchObject(refused('points/not-enough'))
  })
})

describe('committing points', () => {
  test('returns the taken points and their cost', () => {
    expect(takings).toMatchObject([
      { lot: { id: 'points-lot:2' }, points: 15 },
      { lot: { id: 'points-lot:1' }, points: 5 },
    ])
    expect(costFen(takings)).toBe(200)
  })

  test('refuses points that are no longer held', () => {
    expect(commit(spent, 'order:9')).toMatchObject(refused('points/not-held'))
  })
})

describe('refunding points', () => {
  const back = (from: number, to: number, before = spent) =>
    refund(before, {
      orderId: 'order:9',
      takings,
      fromPoints: points(from),
      toPoints: points(to),
      nowMs: NOON,
    })

  test('cancelling restores the account, and a second time does nothing', () => {
    const released = cancel(held, 'order:9', NOON)
    expect(released).toMatchObject({ account, row: { kind: 'released', points: 20 }, entry: null })
    expect(cancel(account, 'order:9', NOON)).toEqual({ account, row: null, entry: null })
  })

  test('leaves the points spent that a smaller amount would have taken', () => {
    const fewer = valueOf(reserve(account, aHold({ points: points(10) }))).account
    expect(back(0, 10).account.lots).toEqual(fewer.lots)
  })

  test('in several parts has the result of giving all back', () => {
    const parts = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 6 })
    fc.assert(
      fc.property(parts, (cuts) => {
        const steps = [...cuts.sort((a, b) => a - b), 20]
        const end = steps.reduce<{ from: number; account: PointsAccount }>(
          ({ account: before, from }, to) => ({
            from: to,
            account: back(from, to, before).account,
          }),
          { from: 0, account: spent },
        )
        expect(end.account).toEqual(account)
      }),
    )
  })

  test('recreates a lot that was dropped meanwhile', () => {
    const long = later(NOON, 31 * DAY_MS)
    const dropped = tidied(expire(spent, 'member:1', long).account, aMonth(long))
    expect(dropped.lots).toEqual([])
    expect(lefts(back(0, 20, dropped).account)).toEqual(['2:15', '1:5'])
  })

  test('keeps the expiry of an expired lot: the next run debits it', () => {
    const late = later(NOON, 3 * DAY_MS)
    const returned = back(0, 20, expire(spent, 'member:1', late).account).account
    expect(reserve(returned, aHold({ nowMs: late }))).toMatchObject(refused('points/not-enough'))
    expect(expire(returned, 'member:1', late).row).toMatchObject({ points: -20, balance: 0 })
  })

  test('pays a debt first', () => {
    const refunded = takeBack(held, { orderId: 'order:1', refundedFen: fen(150_000), nowMs: NOON })
    const owing = valueOf(refunded).account
    expect(owing.debts).toMatchObject([{ points: 5 }])
    const released = cancel(owing, 'order:9', NOON).account
    expect(released.debts).toEqual([])
    expect(lefts(released)).toEqual(['2:10', '1:5'])
  })
})

describe('expiring', () => {
  test('debits expired lots, each once', () => {
    const { account: after, entry, row } = expire(account, 'member:1', later(NOON, DAY_MS))
    expect(lefts(after)).toEqual(['2:0', '1:15'])
    expect(row).toMatchObject({ kind: 'expired', points: -15, balance: 15 })
    expect(entry?.postings).toEqual([
      { account: 'breakage:points', amountFen: -150 },
      { account: 'points', amountFen: 150 },
    ])
    const again = expire(after, 'member:1', later(NOON, DAY_MS))
    expect(again).toEqual({ account: after, row: null, entry: null })
  })

  test('a point is valid to the last millisecond', () => {
    expect(expire(account, 'member:1', later(NOON, DAY_MS - 1)).row).toBeNull()
  })
})

const aMonth = (nowMs: EpochMs) => ({ days: 30, max: 50, nowMs })

describe('tidying', () => {
  test('joins settled lots of one unit, cost and expiry, and keeps the rest apart', () => {
    const orders = (['hq', 'hq', 'station:bj0001'] as const).map((grantedBy, index) => ({
      orderId: `order:${index}` as const,
      lotId: `points-lot:${index}` as const,
      grantedBy,
    }))
    const full = afterEarning(NO_POINTS_YET, ...orders)
    const small = tidied(full, aMonth(later(NOON, 30 * DAY_MS)))
    expect(small.lots).toMatchObject([
      { id: 'points-lot:0', points: 4, left: 4, orderId: null },
      { id: 'points-lot:2', points: 2, left: 2 },
    ])
    expect(small.earnings).toEqual([])
    expect(liabilityByUnit(small)).toEqual(liabilityByUnit(full))
    expect(tidied(full, aMonth(later(NOON, 30 * DAY_MS - 1)))).toEqual(full)
  })

  test('each unit sees its liability, held points included', () => {
    expect(liabilityByUnit(held)).toEqual([{ party: 'hq', points: 30, costFen: 300 }])
  })
})

test('joins some lots that expire on many days, at the later expiry, and loses no point', () => {
  const many = afterEarning(
    NO_POINTS_YET,
    ...Array.from({ length: 80 }, (_, index) => ({
      orderId: `order:${index}` as const,
      lotId: `points-lot:${index}` as const,
      policy: aPointsPolicy({ lifetime: { kind: 'days', days: 100 + index } }),
    })),
  )
  const small = tidied(many, { days: 0, max: 1, nowMs: NOON })
  expect(small.lots).toHaveLength(60)
  expect(balanceOf(small)).toBe(balanceOf(many))
  expect(small.lots.at(-1)?.expiresAtMs).toBe(many.lots.at(-1)?.expiresAtMs)
})
