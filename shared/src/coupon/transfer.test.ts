import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, HOUR_MS, later } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { anIssued, aPocket } from '../testing/builders/coupons'
import { refused, valueOf } from '../testing/results'
import { COUPONS_MAX, type CouponPocket, EMPTY_POCKET } from './claim'
import type { Coupon } from './coupon'
import { commit, freeFuelCoupons, reserve } from './use'
import {
  type CouponTransfer,
  offer,
  type Offer,
  OFFERS_MAX,
  returned,
  take,
  type Take,
  takeBack,
} from './transfer'

const coupon = anIssued('coupon:1', { transferable: true })
const pocket = aPocket(coupon)

const anOffer = (changes: Partial<Offer> = {}): Offer => ({
  couponId: 'coupon:1',
  transferId: 'coupon-transfer:1',
  nowMs: NOON,
  ...changes,
})

const held = valueOf(reserve(pocket, ['coupon:1'], 'order:1'))
const used = commit(held, {
  orderId: 'order:1',
  uses: [{ couponId: 'coupon:1', amountFen: fen(2_000) }],
  nowMs: NOON,
})
const offered = valueOf(offer(pocket, anOffer()))
const onceOffered = { ...coupon, timesOffered: 1 }
const often = aPocket({ ...coupon, timesOffered: OFFERS_MAX })

const transfer: CouponTransfer = {
  id: 'coupon-transfer:1',
  giverId: 'member:giver',
  couponId: 'coupon:1',
}
const aTake = (changes: Partial<Take> = {}): Take => ({
  transfer,
  takerId: 'member:taker',
  giver: offered,
  taker: EMPTY_POCKET,
  nowMs: NOON,
  ...changes,
})
const full = aPocket(
  ...Array.from({ length: COUPONS_MAX }, (_, index) => anIssued(`coupon:full${index}`)),
)
const inOneDay = after(DAY_MS)

describe('offering', () => {
  test.each<[string, CouponPocket, Partial<Offer>, string]>([
    ['of another member', pocket, { couponId: 'coupon:2' }, 'coupon/unknown'],
    ['too often', often, {}, 'coupon/offered-too-often'],
    ['that is offered already', offered, { transferId: 'coupon-transfer:2' }, 'coupon/offered'],
    ['that an order holds', held, {}, 'coupon/in-use'],
    ['that has been used', used, {}, 'coupon/in-use'],
    ['that has expired', pocket, { nowMs: after(8 * DAY_MS) }, 'coupon/expired'],
    ['whose template forbids it', aPocket(anIssued('coupon:1')), {}, 'coupon/not-transferable'],
  ])('refuses a coupon %s', (_, where, changes, code) => {
    expect(offer(where, anOffer(changes))).toMatchObject(refused(code))
  })

  test('hides the coupon from orders, and repeating it makes one offer', () => {
    expect(freeFuelCoupons(offered)).toEqual([])
    expect(reserve(offered, ['coupon:1'], 'order:1')).toMatchObject(refused('coupon/offered'))
    expect(valueOf(offer(offered, anOffer({ nowMs: after(HOUR_MS) })))).toBe(offered)
  })

  test('ends after a day: the coupon can be used or offered again', () => {
    expect(freeFuelCoupons(returned(offered, later(inOneDay, -1)))).toEqual([])
    expect(freeFuelCoupons(returned(offered, inOneDay))).toEqual([onceOffered])
    const anew = anOffer({ transferId: 'coupon-transfer:2', nowMs: inOneDay })
    expect(offer(offered, anew)).toMatchObject({ ok: true })
  })
})

describe('taking', () => {
  const takenBack = valueOf(takeBack(offered, transfer))
  const other = { ...transfer, id: 'coupon-transfer:2' } as const

  test.each<[string, Partial<Take>, string]>([
    ['one’s own', { takerId: 'member:giver' }, 'transfer/own'],
    ['an accepted coupon', { giver: EMPTY_POCKET }, 'transfer/taken'],
    ['a withdrawn offer', { giver: takenBack }, 'transfer/taken-back'],
    ['a coupon that was used instead', { giver: used }, 'transfer/taken-back'],
    ['a coupon offered under another number', { transfer: other }, 'transfer/taken-back'],
    ['a day later', { nowMs: inOneDay }, 'transfer/over'],
    [
      'a coupon that has expired',
      { giver: aPocket(endsAt(after(1))), nowMs: after(1) },
      'transfer/over',
    ],
    ['into a full pocket', { taker: full }, 'coupon/pocket-full'],
  ])('refuses %s', (_, changes, code) => {
    expect(take(aTake(changes))).toMatchObject(refused(code))
  })

  test('moves the coupon up to the last millisecond, once, and no further', () => {
    const nowMs = later(inOneDay, -1)
    const { giver, taker } = valueOf(take(aTake({ nowMs })))
    expect(giver.coupons).toEqual([])
    expect(taker.coupons).toEqual([{ ...onceOffered, transferable: false }])
    expect(valueOf(take(aTake({ giver, taker })))).toEqual({ giver, taker })
    expect(take(aTake({ giver, takerId: 'member:late' }))).toMatchObject(refused('transfer/taken'))
    expect(offer(taker, anOffer())).toMatchObject(refused('coupon/not-transferable'))
  })

  test('does not count as a claim of the receiver', () => {
    const claims = [
      { templateId: coupon.templateId, count: 1, day: '2026-11-21' as never, dayCount: 1 },
    ]
    const both = { giver: { ...offered, claims }, taker: { ...EMPTY_POCKET, claims } }
    const { giver, taker } = valueOf(take(aTake(both)))
    expect([giver.claims, taker.claims]).toEqual([claims, claims])
  })

  function endsAt(toMs: ReturnType<typeof after>): Coupon {
    return { ...offered.coupons[0]!, condition: { ...coupon.condition, toMs } }
  }
})

describe('taking back', () => {
  test('frees the coupon, and is too late once it is accepted', () => {
    const back = valueOf(takeBack(offered, transfer))
    expect(back.coupons).toEqual([onceOffered])
    expect(valueOf(takeBack(back, transfer))).toBe(back)
    expect(takeBack(EMPTY_POCKET, transfer)).toMatchObject(refused('transfer/taken'))
  })

  test('leaves an offer under another number unchanged', () => {
    expect(valueOf(takeBack(offered, { ...transfer, id: 'coupon-transfer:2' }))).toBe(offered)
  })
})

test('in every history of three members, the coupon is in one pocket', () => {
  const people = ['member:giver', 'member:ada', 'member:bob'] as const
  const act = fc.record({
    do: fc.constantFrom('offer', 'take', 'take', 'take-back', 'hold'),
    who: fc.constantFrom(...people),
    waits: fc.constantFrom(0, 0, DAY_MS),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const pockets = new Map<string, CouponPocket>(people.map((who) => [who, EMPTY_POCKET]))
      pockets.set('member:giver', pocket)
      let nowMs = NOON
      for (const { do: what, waits, who } of acts) {
        nowMs = later(nowMs, waits)
        const his = pockets.get(who)!
        const giver = pockets.get('member:giver')!
        if (what === 'take') {
          const taken = take(aTake({ takerId: who, giver, taker: his, nowMs }))
          if (taken.ok) pockets.set('member:giver', taken.value.giver).set(who, taken.value.taker)
          continue
        }
        const next =
          what === 'offer'
            ? offer(his, anOffer({ nowMs }))
            : what === 'hold'
              ? reserve(returned(his, nowMs), ['coupon:1'], 'order:1')
              : takeBack(his, transfer)
        if (next.ok) pockets.set(who, next.value)
      }
      expect([...pockets.values()].flatMap(({ coupons }) => coupons)).toHaveLength(1)
    }),
  )
})
