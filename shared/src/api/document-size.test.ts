import { TICKET_SAID_MAX, TICKET_TEXT_MAX } from '../ticket/ticket'
import { RATING_WORDS_MAX } from '../order/facts/service'
import { conditionForm, couponTemplateForm, fundingForm, grantedPriceForm } from './rules'
import { type CouponPocket, COUPONS_MAX, issued, KINDS_MAX } from '../coupon/claim'
import { type CouponTemplate } from '../coupon/coupon'
import { CONTRACTS_MAX } from '../contract/sign'
import { bytesOf } from '../kernel/bytes'
import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { fenPerLitre, millilitre } from '../kernel/volume'
import { points } from '../kernel/points'
import { MEMBER_BYTES_MAX, MEMBER_ROOM_BYTES, memberFull } from '../member/member-size'
import { ROWS_MAX } from '../member/points-statement'
import { givenOwed } from '../member/recharge-coupons'
import { ALWAYS } from '../pricing/rules/condition'
import { RULE_BYTES_MAX, ruleTooLarge } from '../pricing/rules/rule-size'
import { REFUNDS_MAX } from '../stored-value/recharge/refund'
import { RECHARGES_MAX } from '../stored-value/recharge/request'
import { USES_MAX } from '../stored-value/use'
import { aMember, aPaidOrder, NOON, PAID, PAID_TRADE } from '../testing/builders/builders'
import { aContract, someTerms } from '../testing/builders/contracts'
import { aTemplate } from '../testing/builders/coupons'
import { aConfirmedOrder, aGrantedPrice, aPlace } from '../testing/builders/orders'
import { valueOf } from '../testing/results'
import { CORRECTIONS_MAX } from '../order/verbs/correct'
import type { Earned } from '../order/facts/earned'
import type { ConfirmedState, Order } from '../order/facts/order'
import { place } from '../order/verbs/place'
import { HOLDS_MAX } from '../order/price/tender-choice'

/** Maximum size of a stored order, as docs/invariants.md states. */
const ORDER_BYTES_MAX = 64 * 1_024

const ID = '0'.repeat(20)
const party = `partner:${'p'.repeat(40)}` as const
const funding = fundingForm.parse(Array.from({ length: 10 }, () => ({ party, weight: 9_999 })))
/** Everything at the largest size that the schema accepts. */
const wide = conditionForm.parse({
  ...ALWAYS,
  fromMs: 0,
  toMs: 4_000_000_000_000,
  stationIds: Array.from({ length: 1_000 }, (_, n) => `station:bj${String(n).padStart(6, '0')}`),
  gradeIds: ['petrol-92', 'petrol-95', 'petrol-98'],
  exceptDays: Array.from({ length: 366 }, () => '2020-01-01'),
})
const title = '优'.repeat(40)

const widePrices = Array.from({ length: 50 }, (_, n) =>
  grantedPriceForm.parse({ ...aGrantedPrice(), title, funding, condition: wide, id: `price:${n}` }),
)
const wideTemplate = {
  ...couponTemplateForm.parse({
    ...withoutVersion(aTemplate()),
    title,
    group: '组'.repeat(40),
    funding,
    condition: wide,
  }),
  version: 1,
}

function withoutVersion({ version: _, ...template }: CouponTemplate) {
  return template
}

/** An order that counts for five contracts, with earnings and corrections. */
const earned: Earned = {
  points: {
    orderId: `order:${ID}`,
    lotId: `points-lot:${ID}`,
    basisFen: fen(9_999_999),
    weightedFen: fen(9_999_999_999),
    fenPerPoint: fen(99_999),
    points: points(999_999),
    unitCostFen: fen(9_999),
    grantedBy: party,
    earnedAtMs: NOON,
    refundedFen: fen(9_999_999),
    takenBack: points(999_999),
    expired: points(999_999),
  },
  growth: {
    orderId: `order:${ID}`,
    amountFen: fen(9_999_999),
    refundedFen: fen(9_999_999),
    atMs: NOON,
  },
  contracts: Array.from({ length: CONTRACTS_MAX }, () => ({
    contractId: `contract:${ID}` as const,
    use: {
      orderId: `order:${ID}` as const,
      priceMl: millilitre(9_999_999),
      counted: {
        amountFen: fen(9_999_999),
        volumeMl: millilitre(9_999_999),
        refundedFen: fen(9_999_999),
        refundedMl: millilitre(9_999_999),
        atMs: NOON,
      },
    },
  })),
}

const DECLINED = {
  reason: 'other',
  note: '忙'.repeat(60),
  staffId: `staff:${ID}`,
  staffName: '王'.repeat(20),
  atMs: NOON,
} as const

/** The longest rules, the most tenders, and the maximum number of refunds and corrections. */
function largestOrder(): Order {
  const coupons = Array.from({ length: COUPONS_MAX }, (_, n) =>
    issued({ ...wideTemplate, group: `组${n}` }, `coupon:${ID}${n}`, NOON),
  )
  const member = aMember({ pocket: { coupons, claims: [] } })
  const command = aPlace({ member, prices: widePrices })
  const refused = place(command)
  const seenPayableFen =
    !refused.ok && 'payableFen' in refused.refusal ? refused.refusal.payableFen : fen(20_000)
  const placed = valueOf(place({ ...command, seenPayableFen })).order
  const lot = {
    id: `points-lot:${ID}`,
    points: points(999_999),
    unitCostFen: fen(9_999),
    grantedBy: party,
    earnedAtMs: NOON,
    expiresAtMs: NOON,
    orderId: `order:${ID}`,
  } as const
  const refund = {
    id: `refund:${ID}r99`,
    transactionId: '4'.repeat(32),
    amountFen: fen(9_999_999),
    reason: 'correction',
    requestedAtMs: NOON,
    state: { at: 'done', doneAtMs: NOON },
  } as const
  const correction = { fromFen: fen(9_999_999), toFen: fen(1), staffId: `staff:${ID}`, atMs: NOON }
  const { state } = aConfirmedOrder() as Order & { state: ConfirmedState }
  return {
    ...placed,
    refundRequest: { askedAtMs: NOON, count: 3, declined: DECLINED },
    accepted: { staffId: `staff:${ID}`, staffName: '王'.repeat(20), acceptedAtMs: NOON },
    unserved: { remindedAtMs: NOON, escalatedAtMs: NOON },
    rating: { stars: 1, words: '慢'.repeat(RATING_WORDS_MAX), atMs: NOON },
    tenders: {
      points: {
        worthFen: fen(9_999_999),
        takings: Array.from({ length: 60 }, () => ({ lot, points: points(999_999) })),
      },
      storedValue: {
        orderId: placed.id,
        day: '2026-11-21' as never,
        spending: 'gift-first',
        parts: Array.from({ length: RECHARGES_MAX }, () => ({
          rechargeId: `recharge:${ID}` as const,
          principalFen: fen(9_999_999),
          giftFen: fen(9_999_999),
        })),
      },
    },
    trade: {
      ...placed.trade,
      state: {
        ...PAID_TRADE,
        refunds: Array.from({ length: CORRECTIONS_MAX + 5 }, () => refund),
      },
    },
    state: {
      ...state,
      confirmation: {
        ...state.confirmation,
        earned,
        corrections: Array.from({ length: CORRECTIONS_MAX }, () => correction as never),
      },
    },
  }
}

test('an order stays below 64 KB, whatever rules were saved', () => {
  const order = largestOrder()
  expect(order.quote.basis.prices.length + order.quote.basis.coupons.length).toBeGreaterThan(5)
  expect(bytesOf(order)).toBeLessThan(ORDER_BYTES_MAX)
  expect(bytesOf(aPaidOrder(PAID))).toBeLessThan(2_048)
})

test('a ticket stays below 24 KB', () => {
  const said = {
    by: 'driver',
    name: '林'.repeat(20),
    text: '字'.repeat(TICKET_TEXT_MAX),
    atMs: NOON,
  }
  const all = Array.from({ length: TICKET_SAID_MAX + 1 }, () => said)
  expect(bytesOf({ said: all, about: { stationName: '站'.repeat(60) } })).toBeLessThan(24 * 1024)
})

/** Lists with a maximum length whose entries cannot be refused. */
const UNREFUSABLE: Readonly<Record<string, readonly [one: unknown, max: number]>> = {
  'orders that earned points': [earned.points, 21],
  'orders that grew': [earned.growth, 21],
  'days of two years': [{ startMs: NOON, amountFen: fen(9_999_999) }, 731],
  'uses of contracts': [earned.contracts[0]?.use, CONTRACTS_MAX * 31],
  'lots of points, and those that orders hold': [
    { lot: { ...earned.points, left: points(999_999) } },
    60 + 60 + HOLDS_MAX,
  ],
  'debts of points': [
    { orderId: `order:${ID}`, points: 999_999, unitCostFen: 9_999, grantedBy: party },
    21,
  ],
  'holds of points': [{ orderId: `order:${ID}`, takings: [] }, HOLDS_MAX],
  'rows of points': [
    { kind: 'given-back', points: 999, balance: 999, orderId: `order:${ID}`, atMs: NOON },
    ROWS_MAX,
  ],
  'uses of stored value': [
    { orderId: `order:${ID}`, day: '2026-11-21', spending: 'proportional', parts: [] },
    USES_MAX,
  ],
  'parts of them': [
    { rechargeId: `recharge:${ID}`, principalFen: 9_999_999, giftFen: 9_999_999 },
    RECHARGES_MAX + USES_MAX,
  ],
  'whole refunds, once given up': [
    {
      id: `refund:rc${ID}f${ID}`,
      transactionId: '4'.repeat(32),
      principalFen: 9_999_999,
      amountFen: 9_999_999,
      reason: 'asked',
      requestedAtMs: NOON,
      state: { at: 'done', doneAtMs: NOON },
    },
    RECHARGES_MAX * 2,
  ],
  'gifts that are owed': [RULE_BYTES_MAX['contract-terms'], CONTRACTS_MAX],
}

test('a member stays below 384 KB, whatever rules were saved', () => {
  const bytes = Object.values(UNREFUSABLE).map(([one, max]) =>
    typeof one === 'number' ? one * max : (bytesOf(one) + 1) * max,
  )
  const lastActBytes = RULE_BYTES_MAX['contract-terms'] + RULE_BYTES_MAX['coupon-template'] * 10
  const all = bytes.reduce((sum, one) => sum + one, MEMBER_ROOM_BYTES + lastActBytes)
  expect(all).toBeLessThan(MEMBER_BYTES_MAX)
})

const largeTemplate = aTemplate({
  condition: { ...ALWAYS, stationIds: wide.stationIds?.slice(0, 140) ?? null },
})
const pocketOf = (count: number): CouponPocket => ({
  coupons: Array.from({ length: count }, (_, n) => issued(largeTemplate, `coupon:${n}`, NOON)),
  claims: Array.from({ length: KINDS_MAX }, (_, n) => ({
    templateId: `coupon-template:${n}` as const,
    count: 1,
    day: '2026-11-21' as never,
    dayCount: 1,
  })),
})

test('a full member receives nothing more until there is room', () => {
  const full = aMember({
    pocket: pocketOf(COUPONS_MAX - 1),
    contracts: Array.from({ length: CONTRACTS_MAX }, () => aContract()),
  })
  const owed = [{ key: 'welcome-silver', couponId: 'coupon:new', template: aTemplate() }] as const
  expect(memberFull(full)).toEqual({ code: 'member/full' })
  expect(givenOwed(full, owed, NOON)).toBeNull()
  expect(memberFull(aMember())).toBeNull()
  expect(givenOwed(aMember(), owed, NOON)?.pocket.coupons).toHaveLength(1)
})

test.each([
  ['coupon-template', wideTemplate, aTemplate()],
  ['contract-terms', someTerms({ condition: wide }), someTerms()],
  ['loyalty', { levels: Array.from({ length: 20 }, () => ({ condition: wide })) }, {}],
  ['prices', widePrices, [aGrantedPrice()]],
  [
    'recharge-offer',
    { tiers: Array.from({ length: 99 }, () => basisPoints(1_000)), title: title.repeat(20) },
    { tiers: [fenPerLitre(1)] },
  ],
] as const)('rules of %s are saved up to a number of bytes', (kind, large, usual) => {
  expect(ruleTooLarge(kind, large)).toMatchObject({ code: 'rule/too-large' })
  expect(ruleTooLarge(kind, usual)).toBeNull()
})

test('the number of refunds of a recharge is bounded', () => {
  expect(REFUNDS_MAX).toBeLessThanOrEqual(10)
})
