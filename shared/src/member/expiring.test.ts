import { issued } from '../coupon/claim'
import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { aMember, NOON } from '../testing/builders/builders'
import { aTemplate } from '../testing/builders/coupons'
import { aLevelPolicy } from '../testing/builders/levels'
import { WITH_POINTS, WITH_VALUE } from '../testing/builders/tenders'
import { expiringOf } from './expiring'
import { NO_LOYALTY } from './loyalty'

const inDays = (days: number) => later(NOON, days * DAY_MS)
const coupon = (id: string, days: number) => {
  const one = issued(aTemplate(), `coupon:${id}`, NOON)
  return { ...one, condition: { ...one.condition, toMs: inDays(days) } }
}

test('all that expires is one list, the first first, and what is alike is one entry', () => {
  const growth = {
    ...NO_LOYALTY.growth,
    days: [{ startMs: inDays(-10), amountFen: fen(100_000) }],
  }
  const member = aMember({
    pocket: { coupons: [coupon('1', 3), coupon('2', 3), coupon('3', 5)], claims: [] },
    loyalty: { ...NO_LOYALTY, points: WITH_POINTS, growth },
    storedValue: WITH_VALUE,
  })
  const list = expiringOf(member, aLevelPolicy(), NOON)
  expect(list.map(({ atMs }) => atMs)).toEqual(list.map(({ atMs }) => atMs).sort((a, b) => a - b))
  const coupons = list.flatMap((each) => (each.kind === 'coupons' ? each.coupons : []))
  expect(coupons).toEqual([2, 1])
  const points = list.reduce((sum, each) => sum + (each.kind === 'points' ? each.points : 0), 0)
  expect(points).toBe(WITH_POINTS.lots.reduce((sum, { left }) => sum + left, 0))
  expect(list).toContainEqual(expect.objectContaining({ kind: 'level', nextName: '普通会员' }))
})

test('nothing expires for a new member', () => {
  expect(expiringOf(aMember(), aLevelPolicy(), NOON)).toEqual([])
})
