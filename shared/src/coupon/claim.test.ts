import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { anIssued, aPocket, aStock, aTemplate } from '../testing/builders/coupons'
import { refused, valueOf } from '../testing/results'
import {
  type Claim,
  claim,
  type CouponNumber,
  COUPONS_MAX,
  type CouponPocket,
  EMPTY_POCKET,
  KINDS_MAX,
} from './claim'
import type { CouponTemplate } from './coupon'

const aClaim = (changes: Partial<Claim> = {}): Claim => ({
  couponId: 'coupon:1',
  memberId: 'member:1',
  number: null,
  template: aTemplate(),
  stock: aStock(),
  nowMs: NOON,
  ...changes,
})

const quota = (changes: Partial<CouponTemplate['quota']>) =>
  aTemplate({
    quota: { total: null, perMember: null, perMemberDay: null, budgetFen: null, ...changes },
  })

const hadOne = (day = '2026-11-21'): CouponPocket => ({
  coupons: [],
  claims: [{ templateId: 'coupon-template:spring', count: 1, day: day as never, dayCount: 1 }],
})

const fullPocket = aPocket(
  ...Array.from({ length: COUPONS_MAX }, (_, index) => anIssued(`coupon:full${index}`)),
)

const aNumber = (changes: Partial<CouponNumber> = {}): CouponNumber => ({
  id: 'coupon:1',
  memberId: 'member:1',
  templateId: 'coupon-template:spring',
  claimedAtMs: NOON,
  ...changes,
})

const manyKinds: CouponPocket = {
  coupons: [],
  claims: Array.from({ length: KINDS_MAX }, (_, index) => ({
    templateId: `coupon-template:${index}` as const,
    count: 1,
    day: '2026-11-21' as never,
    dayCount: 1,
  })),
}

describe('claiming', () => {
  test.each<[string, CouponPocket, Partial<Claim>, string]>([
    [
      'a number used by a coupon of another template',
      aPocket(anIssued('coupon:1', { id: 'coupon-template:other' })),
      {},
      'coupon/id-taken',
    ],
    [
      'a number that another member has used',
      EMPTY_POCKET,
      { number: aNumber({ memberId: 'member:2' }) },
      'coupon/id-taken',
    ],
    [
      'a number under which a coupon of another template was claimed',
      EMPTY_POCKET,
      { number: aNumber({ templateId: 'coupon-template:other' }) },
      'coupon/id-taken',
    ],
    [
      'a repeated number whose coupon was given away',
      EMPTY_POCKET,
      { number: aNumber() },
      'coupon/claimed-before',
    ],
    ['coupons of too many templates', manyKinds, {}, 'coupon/too-many-kinds'],
    [
      'after the end',
      EMPTY_POCKET,
      { template: aTemplate({ validity: { kind: 'absolute', fromMs: NOON, toMs: NOON } }) },
      'coupon/claim-over',
    ],
    ['beyond the limit per member', hadOne(), {}, 'coupon/member-limit'],
    [
      'beyond the limit per day',
      hadOne(),
      { template: quota({ perMemberDay: 1 }) },
      'coupon/day-limit',
    ],
    ['for a full pocket', fullPocket, {}, 'coupon/pocket-full'],
    ['a sold-out coupon', EMPTY_POCKET, { stock: aStock({ issued: 100 }) }, 'coupon/sold-out'],
    [
      'beyond the budget',
      EMPTY_POCKET,
      { template: quota({ budgetFen: fen(1_999) }) },
      'coupon/sold-out',
    ],
  ])('refuses %s', (_, pocket, changes, code) => {
    expect(claim(pocket, aClaim(changes))).toMatchObject(refused(code))
  })

  test('adds a coupon to the pocket and counts it, once per number', () => {
    const first = valueOf(claim(EMPTY_POCKET, aClaim()))
    expect(first.stock).toMatchObject({ issued: 1, issuedFen: 2_000 })
    expect(first.pocket.coupons).toMatchObject([{ id: 'coupon:1', state: { at: 'free' } }])
    const again = claim(first.pocket, aClaim({ stock: first.stock }))
    expect(valueOf(again)).toEqual(first)
  })

  test('makes room by removing the oldest used and expired coupons', () => {
    const used = fullPocket.coupons.map((coupon) => ({
      ...coupon,
      state: { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: fen(1) } as const,
    }))
    const { pocket } = valueOf(claim(aPocket(...used), aClaim()))
    expect(pocket.coupons).toHaveLength(COUPONS_MAX)
    expect(pocket.coupons.map(({ id }) => id)).not.toContain('coupon:full0')
    expect(pocket.coupons.map(({ id }) => id)).toContain('coupon:full1')
  })

  test('forgets a coupon a month after its use, but never one held by an order', () => {
    const held = { ...anIssued('coupon:held'), state: { at: 'held', orderId: 'order:1' } as const }
    const old = anIssued('coupon:old')
    const nowMs = after(60 * DAY_MS)
    const { pocket } = valueOf(claim(aPocket(held, old), aClaim({ nowMs })))
    expect(pocket.coupons.map(({ id }) => id)).toEqual(['coupon:held', 'coupon:1'])
  })

  test('allows another on the next day', () => {
    const template = quota({ perMemberDay: 1 })
    const claimed = claim(hadOne(), aClaim({ template, nowMs: after(DAY_MS) }))
    expect(valueOf(claimed).pocket.claims).toMatchObject([{ count: 2, dayCount: 1 }])
  })

  test('ends a coupon of seven days at midnight', () => {
    const { pocket } = valueOf(claim(EMPTY_POCKET, aClaim()))
    const toMs = Date.parse('2026-11-28T00:00:00+08:00')
    expect(pocket.coupons[0]?.condition.toMs).toBe(toMs)
  })

  test('limits a coupon to the overlap of its rules and its own validity', () => {
    const [from, to] = [after(DAY_MS), after(2 * DAY_MS)]
    const template = aTemplate({ condition: { ...aTemplate().condition, fromMs: from, toMs: to } })
    const { pocket } = valueOf(claim(EMPTY_POCKET, aClaim({ template })))
    expect(pocket.coupons[0]?.condition).toMatchObject({ fromMs: from, toMs: to })
  })

  test('issues exactly the remaining number of coupons, in any order of claims', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 30 }),
        (there, come) => {
          let stock = aStock()
          let got = 0
          for (let member = 0; member < come; member += 1) {
            const template = quota({ total: there })
            const claimed = claim(EMPTY_POCKET, aClaim({ template, stock }))
            if (!claimed.ok) continue
            stock = claimed.value.stock
            got += 1
          }
          expect(got).toBe(Math.min(there, come))
        },
      ),
    )
  })
})
