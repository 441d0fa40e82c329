import { fen } from '../../kernel/fen'
import { aBasis, aCoupon, aPrice } from '../../testing/plans/baskets'
import { NOON } from '../../testing/builders/builders'
import { refused, valueOf } from '../../testing/results'
import { chosenPlan } from './chosen-plan'
import { ALWAYS } from '../rules/condition'
import type { CouponOffer } from '../rules/coupon-offer'

/** Ten yuan off, in a group of its own by default. */
const coupon = (id: string, changes: Partial<CouponOffer> = {}) =>
  aCoupon({ id, group: id, ...changes })

const COUPONS = [
  coupon('a'),
  coupon('b'),
  coupon('c'),
  coupon('d'),
  coupon('like-a', { group: 'a' }),
  coupon('alone', { alone: true }),
  coupon('expired', { group: 'a', condition: { ...ALWAYS, toMs: NOON } }),
  coupon('pump-price-only', { pumpPriceOnly: true }),
  coupon('all', { reduction: { kind: 'fixed', amountFen: fen(20_000) } }),
  coupon('all-again', { reduction: { kind: 'fixed', amountFen: fen(20_000) } }),
]

const GOLD = aPrice()
const BASIS = aBasis({ coupons: COUPONS, prices: [GOLD] })

// Rows are in order of precedence: where possible, a row also violates the rule of the next one.
it.each<[string, string, string[]]>([
  ['of no member', 'plan/unknown-coupon', ['made-up', 'expired', 'a', 'like-a']],
  ['whose conditions do not hold', 'benefit/expired', ['a', 'expired', 'like-a', 'alone']],
  ['of one group', 'plan/same-group', ['a', 'like-a', 'alone', 'b', 'c']],
  ['beside one that goes alone', 'plan/goes-alone', ['alone', 'a', 'b', 'c', 'd']],
  ['beyond the number allowed', 'plan/too-many-coupons', ['all', 'all-again', 'b', 'c']],
  ['without an effect', 'plan/coupon-takes-nothing-off', ['all', 'all-again']],
])('refuses coupons %s', (_, code, couponIds) => {
  expect(chosenPlan(BASIS, couponIds)).toMatchObject(refused(code))
})

it.each<[string, string, string[]]>([
  ['the one that is unknown', 'made-up', ['a', 'made-up']],
  ['the one that has expired', 'expired', ['b', 'expired']],
  ['the second of a group', 'a', ['like-a', 'a']],
  ['the one that goes alone', 'alone', ['a', 'alone']],
])('names %s', (_, id, couponIds) => {
  expect(chosenPlan(BASIS, couponIds)).toMatchObject({ ok: false, refusal: { id } })
})

it.each<[string, string[], string, number]>([
  ['no coupon, at the best price', [], GOLD.id, 20_000 - 512],
  ['one coupon', ['a'], GOLD.id, 20_000 - 512 - 1_000],
  ['a coupon picked twice once', ['a', 'a'], GOLD.id, 20_000 - 512 - 1_000],
  ['as many as are allowed', ['a', 'b', 'c'], GOLD.id, 20_000 - 512 - 3_000],
  ['one that goes alone', ['alone'], GOLD.id, 20_000 - 512 - 1_000],
  ['one for the pump price, at that price', ['pump-price-only', 'a'], 'pump', 20_000 - 2_000],
  ['one whose reduction exceeds the limit', ['all'], 'pump', 1],
])('takes %s', (_, couponIds, priceId, payableFen) => {
  const plan = valueOf(chosenPlan(BASIS, couponIds))
  expect([plan.price.id, plan.payableFen]).toEqual([priceId, payableFen])
})

it('leaves out a stored-value price that the balance cannot pay', () => {
  const card = aPrice({ id: 'card', kind: 'stored-value', paidBy: 'stored-value' })
  const priceAt = (storedValueFen: number) =>
    valueOf(chosenPlan(aBasis({ prices: [card], storedValueFen: fen(storedValueFen) }), [])).price
  expect(priceAt(20_000 - 512)).toBe(card)
  expect(priceAt(20_000 - 513).id).toBe('pump')
})
