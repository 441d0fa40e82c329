import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { NOON } from '../testing/builders'
import { anIssued, aPocket } from '../testing/coupons'
import { refused, valueOf } from '../testing/results'
import type { CouponPocket } from './claim'
import { COUPON_TRANSITIONS } from './coupon'
import { freeFuelCoupons, hold, release, use } from './life'

const pocket = aPocket(anIssued('coupon:1'), anIssued('coupon:2', { kind: 'gift' }))
const held = valueOf(hold(pocket, ['coupon:1'], 'order:1'))
const used = use(held, {
  orderId: 'order:1',
  uses: [{ couponId: 'coupon:1', amountFen: fen(2_000) }],
  nowMs: NOON,
})

const stateIn = (where: CouponPocket) => where.coupons[0]?.state.at

test.each<[string, CouponPocket, readonly string[], string]>([
  ['that does not exist', pocket, ['coupon:9'], 'coupon/unknown'],
  ['that has been used', used, ['coupon:1'], 'coupon/used'],
  ['that another order holds', held, ['coupon:1'], 'coupon/held'],
])('no order may hold a coupon %s', (_, where, ids, code) => {
  expect(hold(where, ids, 'order:2')).toMatchObject(refused(code))
})

test('a coupon is held, used, and free again with its own order only', () => {
  expect([pocket, held, used].map(stateIn)).toEqual(['free', 'held', 'used'])
  expect(stateIn(release(used, 'order:1'))).toBe('free')
  expect(release(used, 'order:2')).toBe(used)
})

test('only free coupons for fuel may be used in an order', () => {
  expect(freeFuelCoupons(pocket).map(({ id }) => id)).toEqual(['coupon:1'])
  expect(freeFuelCoupons(held)).toEqual([])
})

test('using a coupon that is not held fails an assertion', () => {
  const uses = [{ couponId: 'coupon:1' as const, amountFen: fen(1) }]
  expect(() => use(pocket, { orderId: 'order:1', uses, nowMs: NOON })).toThrow('holds')
})

test('in every history, a coupon follows the transition table and belongs to one order at a time', () => {
  const act = fc.record({
    do: fc.constantFrom('hold', 'release', 'use'),
    orderId: fc.constantFrom('order:1' as const, 'order:2' as const),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      let now = pocket
      for (const { do: what, orderId } of acts) {
        const before = now.coupons[0]?.state
        now = after(now, what, orderId)
        const state = now.coupons[0]?.state
        if (!before || !state || before === state) continue
        expect(COUPON_TRANSITIONS[before.at]).toContain(state.at)
        if ('orderId' in before) expect(before.orderId).toBe(orderId)
      }
    }),
  )
})

function after(now: CouponPocket, what: string, orderId: 'order:1' | 'order:2'): CouponPocket {
  if (what === 'release') return release(now, orderId)
  if (what === 'hold') {
    const result = hold(now, ['coupon:1'], orderId)
    return result.ok ? result.value : now
  }
  const state = now.coupons[0]?.state
  if (state?.at !== 'held' || state.orderId !== orderId) return now
  const uses = [{ couponId: 'coupon:1' as const, amountFen: fen(1) }]
  return use(now, { orderId, uses, nowMs: NOON })
}
