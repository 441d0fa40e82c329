import fc from 'fast-check'
import { fen, NO_FEN } from '../kernel/fen'
import { NOON } from '../testing/builders/builders'
import { aStock, aTemplate } from '../testing/builders/coupons'
import { claim, EMPTY_POCKET } from './claim'
import {
  changesBounds,
  handedRound,
  hasRoom,
  isBounded,
  leftIn,
  newShares,
  quotaOf,
  STOCK_SHARES,
  type StockShare,
} from './stock-share'

const none = { issued: 0, issuedFen: NO_FEN }
const quota = (total: number | null, budgetFen: number | null = null) =>
  aTemplate({
    quota: {
      total,
      perMember: null,
      perMemberDay: null,
      budgetFen: budgetFen === null ? null : fen(budgetFen),
    },
  })
const fresh = (template = quota(50), counted = none) =>
  handedRound(template, newShares(template.id, counted))

/** Claims from any share with room, as members do one after another. */
function claimed(shares: readonly StockShare[], template: ReturnType<typeof quota>, times: number) {
  let now = shares
  for (let member = 0; member < times; member++) {
    const at = now.findIndex(hasRoom)
    const share = now[at]
    if (!share) return now
    const own = { ...template, quota: quotaOf(template, share) }
    const stock = aStock({ issued: share.issued, issuedFen: share.issuedFen })
    const taken = claim(EMPTY_POCKET, {
      couponId: 'coupon:1',
      memberId: 'member:1',
      number: null,
      template: own,
      stock,
      nowMs: NOON,
    })
    if (!taken.ok) throw new Error(taken.refusal.code)
    const { issued, issuedFen } = taken.value.stock
    now = now.map((other) => (other === share ? { ...share, issued, issuedFen } : other))
  }
  return now
}

const issuedIn = (shares: readonly StockShare[]) =>
  shares.reduce((sum, { issued }) => sum + issued, 0)

test.each([
  ['fewer than the number of shares', quota(3), 3],
  ['fifty', quota(50), 50],
  ['none', quota(0), 0],
  ['bounded by a budget', quota(null, 20_001), 10],
  ['the smaller of both', quota(100, 20_000), 10],
])('shares hold %s', (_, template, left) => {
  const shares = fresh(template)
  expect(leftIn(shares)).toBe(left)
  expect(new Set(shares.map(({ id }) => id)).size).toBe(STOCK_SHARES)
  expect(Math.max(...shares.map(({ max }) => max)) * STOCK_SHARES).toBeLessThan(left + 32)
})

test('coupons counted before shares existed stay counted', () => {
  expect(leftIn(fresh(quota(50), { issued: 45, issuedFen: fen(90_000) }))).toBe(5)
})

test('however often a bound is changed, no more are issued than the last one allows', () => {
  const bound = fc.record({ total: fc.nat(200), claims: fc.nat(80) })
  fc.assert(
    fc.property(fc.array(bound, { minLength: 1, maxLength: 5 }), (bounds) => {
      let shares: readonly StockShare[] = newShares(quota(0).id, none)
      for (const { claims, total } of bounds) {
        const template = quota(total)
        const before = issuedIn(shares)
        shares = claimed(handedRound(template, shares), template, claims)
        expect(issuedIn(shares)).toBe(Math.max(before, Math.min(total, before + claims)))
      }
    }),
  )
})

test('only a change of the remaining number redistributes shares', () => {
  expect(changesBounds(quota(50), { ...quota(50), title: 'x' } as never)).toBe(false)
  expect(changesBounds(null, quota(50))).toBe(true)
  expect(changesBounds(quota(50), quota(51))).toBe(true)
  expect(changesBounds(quota(50), quota(50, 1))).toBe(true)
  const cheaper = aTemplate({ reduction: { kind: 'fixed', amountFen: fen(1) } })
  expect(changesBounds(aTemplate(), cheaper)).toBe(true)
  expect([isBounded(quota(null)), isBounded(quota(0)), isBounded(quota(null, 1))]).toEqual([
    false,
    true,
    true,
  ])
})
