import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { NOON } from '../testing/builders/builders'
import { anIssued, aPocket } from '../testing/builders/coupons'
import { refused, valueOf } from '../testing/results'
import type { CouponPocket } from './claim'
import { COUPON_TRANSITIONS } from './coupon'
import { cancel, commit, freeFuelCoupons, refund, reserve } from './use'

const pocket = aPocket(anIssued('coupon:1'), anIssued('coupon:2', { kind: 'gift' }))
const held = valueOf(reserve(pocket, ['coupon:1'], 'order:1'))
const used = commit(held, {
  orderId: 'order:1',
  uses: [{ couponId: 'coupon:1', amountFen: fen(2_000) }],
  nowMs: NOON,
})

const stateIn = (where: CouponPocket) => where.coupons[0]?.state.at

test.each<[string, CouponPocket, readonly string[], string]>([
  ['that does not exist', pocket, ['coupon:9'], 'coupon/unknown'],
  ['that has been used', used, ['coupon:1'], 'coupon/used'],
  ['that another order holds', held, ['coupon:1'], 'coupon/held'],
])('no order may reserve a coupon %s', (_, where, ids, code) => {
  expect(reserve(where, ids, 'order:2')).toMatchObject(refused(code))
})

test('a coupon is held, used, and free again with its own order only', () => {
  expect([pocket, held, used].map(stateIn)).toEqual(['free', 'held', 'used'])
  expect(stateIn(cancel(held, 'order:1'))).toBe('free')
  expect(stateIn(refund(used, 'order:1'))).toBe('free')
  for (const pocket of [held, used]) {
    expect(cancel(pocket, 'order:2')).toBe(pocket)
    expect(refund(pocket, 'order:2')).toBe(pocket)
  }
  expect(cancel(used, 'order:1')).toBe(used)
  expect(refund(held, 'order:1')).toBe(held)
})

test('only free coupons for fuel may be used in an order', () => {
  expect(freeFuelCoupons(pocket).map(({ id }) => id)).toEqual(['coupon:1'])
  expect(freeFuelCoupons(held)).toEqual([])
})

test('committing a coupon that is not held fails an assertion', () => {
  const uses = [{ couponId: 'coupon:1' as const, amountFen: fen(1) }]
  expect(() => commit(pocket, { orderId: 'order:1', uses, nowMs: NOON })).toThrow('holds')
})

test('in every history, a coupon follows the transition table and belongs to one order at a time', () => {
  const act = fc.record({
    do: fc.constantFrom('reserve', 'commit', 'cancel', 'refund'),
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
  if (what === 'cancel') return cancel(now, orderId)
  if (what === 'refund') return refund(now, orderId)
  if (what === 'reserve') {
    const result = reserve(now, ['coupon:1'], orderId)
    return result.ok ? result.value : now
  }
  const state = now.coupons[0]?.state
  if (state?.at !== 'held' || state.orderId !== orderId) return now
  const uses = [{ couponId: 'coupon:1' as const, amountFen: fen(1) }]
  return commit(now, { orderId, uses, nowMs: NOON })
}
