import fc from 'fast-check'
import { type Fen, fen, NO_FEN, sumFen } from '../../kernel/fen'
import { points } from '../../kernel/points'
import { fenPerLitre } from '../../kernel/volume'
import { type Account, balanced, balances, type JournalEntry } from '../../ledger/journal'
import { NO_LOYALTY_RULES } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { balanceOf as pointsOwned } from '../../points/account'
import { aPaymentFact, NOON, onDuty } from '../../testing/builders/builders'
import {
  aClosedOrder,
  aConfirm,
  aGrantedPrice,
  hearPayment,
  refundsIn,
} from '../../testing/builders/orders'
import { aPointsPolicy } from '../../testing/builders/points'
import { accepted, refused, valueOf } from '../../testing/results'
import { aStoredValuePolicy } from '../../testing/builders/stored-value'
import {
  aMixedPlace,
  aMixedPlacing,
  aPlacingByTenders,
  aSaver,
  GIFT_FIRST,
} from '../../testing/builders/tenders'
import { balanceOf } from '../../stored-value/account'
import { frozen } from '../../stored-value/freeze'
import { confirm, reverse } from '../verbs/confirm'
import { correct } from '../verbs/correct'
import type { Decision } from '../facts/decision'
import { memberAfter } from '../after/member-after'
import type { Order } from '../facts/order'
import { isRepeatOf, place } from '../verbs/place'
import { splitOf } from '../facts/tender'
import { walletFen } from './tender-postings'

const FROZEN = { reason: 'lost-phone', staffId: 'staff:1', atMs: NOON } as const
const tenders = (count: number, storedValueFen: number) => ({
  points: points(count),
  storedValueFen: fen(storedValueFen),
})

describe('placing with points and stored value', () => {
  test('takes both at once, and asks the wallet for the rest', () => {
    const { member, order } = aMixedPlacing()
    expect(walletFen(order)).toBe(20_000 - 1_000 - 13_000)
    expect(balanceOf(member.storedValue)).toEqual({ principalFen: 0, giftFen: 0 })
    expect(pointsOwned(member.loyalty.points)).toBe(4)
  })

  test('is paid with its placing where nothing is left for a wallet', () => {
    const { entry, order } = aPlacingByTenders()
    expect(order.state).toEqual({ status: 'paid' })
    expect(entry).toMatchObject({ kind: 'paid' })
    expect(entry?.postings).toEqual([
      { account: 'points', amountFen: 1_000 },
      { account: 'prepaid:principal', amountFen: 8_000 },
      { account: 'prepaid:gift', amountFen: 3_000 },
      { account: 'station:bj0001:undelivered', amountFen: -12_000 },
    ])
  })

  test.each<[string, Parameters<typeof aMixedPlace>[0]]>([
    ['more points than the driver saw', { seenTenders: tenders(90, 13_000) }],
    ['points beyond their share of the payable', { seenTenders: tenders(110, 13_000) }],
    ['less stored value than there is', { seenTenders: tenders(100, 12_999) }],
    ['a fen more than there is', { seenTenders: tenders(100, 13_001) }],
    ['stored value below nothing', { seenTenders: tenders(100, -1) }],
    ['an account that was frozen meanwhile', { member: aFrozenSaver() }],
    [
      'an account that has reached the limit of a day',
      { storedValuePolicy: aStoredValuePolicy({ perDayFen: fen(12_999) }) },
    ],
    [
      'more than one order may take',
      { storedValuePolicy: aStoredValuePolicy({ perOrderFen: fen(12_999) }) },
    ],
    ['points where an operator takes none', { loyaltyRules: NO_LOYALTY_RULES }],
    ['stored value where an operator keeps none', { storedValuePolicy: null }],
    ['what another phone has spent', { member: aMixedPlacing().member }],
  ])('asks again instead of taking %s', (_, changes) => {
    expect(place(aMixedPlace(changes))).toMatchObject(refused('order/quote-changed'))
  })

  test('the same tap again is the same order, and no other', () => {
    const { order } = aMixedPlacing()
    const again = aMixedPlace()
    expect(isRepeatOf(order, order.memberId, again)).toBe(true)
    const other = { ...again, seenTenders: tenders(0, 13_000) }
    expect(isRepeatOf(order, order.memberId, other)).toBe(false)
  })

  test('a stored-value price is paid by stored value alone', () => {
    const prices = [
      aGrantedPrice({
        kind: 'stored-value',
        paidBy: 'stored-value',
        price: { kind: 'off', offPerLitre: fenPerLitre(50) },
      }),
    ]
    const at = { prices, amountFen: fen(12_000), seenPayableFen: fen(11_232) }
    expect(place(aMixedPlace({ ...at, seenTenders: tenders(0, 11_232) }))).toMatchObject(
      accepted('paid'),
    )
    expect(place(aMixedPlace({ ...at, seenTenders: tenders(100, 10_232) }))).toMatchObject(
      refused('order/quote-changed'),
    )
    expect(place(aMixedPlace({ ...at, seenTenders: tenders(0, 0) }))).toMatchObject(
      refused('order/quote-changed'),
    )
  })
})

describe('what goes back', () => {
  test.each<[string, number, object]>([
    [
      'first from the wallet',
      15_000,
      { pointsFen: 1_000, storedValueFen: 13_000, walletFen: 1_000 },
    ],
    ['then to stored value', 5_000, { pointsFen: 1_000, storedValueFen: 4_000, walletFen: 0 }],
    ['then in points', 400, { pointsFen: 400, storedValueFen: 0, walletFen: 0 }],
  ])('comes %s', (_, payableFen, parts) => {
    expect(splitOf(aMixedPlacing().order.tenders, fen(payableFen))).toEqual(parts)
  })

  test('goes to every source exactly, in any number of steps (I9)', () => {
    const lower = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(lower, (amounts) => {
        const steps = [...amounts].sort((a, b) => b - a)
        const last = steps.at(-1) ?? 1
        const inSteps = lived(steps)
        const atOnce = lived([last])
        expect(withoutStatement(inSteps.member)).toEqual(withoutStatement(atOnce.member))
        expect(inSteps.totals).toEqual(atOnce.totals)
        expect(inSteps.walletBackFen).toBe(atOnce.walletBackFen)
        const { principalFen, giftFen } = balanceOf(inSteps.member.storedValue)
        const owed = principalFen + giftFen + inSteps.walletBackFen
        const parts = splitOf(inSteps.order.tenders, fen(last))
        expect(owed).toBe(13_000 - parts.storedValueFen + 6_000 - parts.walletFen)
      }),
    )
  })

  test('is nothing while an order waits', () => {
    const { member, order } = aMixedPlacing()
    for (const waiting of [order, paid(order).order]) {
      expect(memberAfter(member, order, waiting, NO_LOYALTY_RULES, NOON).member).toBe(member)
    }
  })

  test.each<[string, (order: Order) => Order]>([
    ['is closed', (order) => aClosedOrder('timeout', order)],
    ['is sent away', (order) => valueOf(reverse(paid(order).order, aReverse())).order],
  ])('is all of it when an order %s', (_, end) => {
    const { member, order } = aMixedPlacing()
    const after = memberAfter(member, order, end(order), NO_LOYALTY_RULES, NOON).member
    expect(balanceOf(after.storedValue)).toEqual({ principalFen: 10_000, giftFen: 3_000 })
    expect(pointsOwned(after.loyalty.points)).toBe(104)
    expect(after.loyalty.points.holds).toEqual([])
  })

  test('needs no provider where no wallet paid', () => {
    const { order } = aPlacingByTenders()
    const reversed = valueOf(reverse(order, aReverse()))
    expect(reversed.order.state).toMatchObject({ status: 'refunded' })
    expect(reversed.entry).toMatchObject({ kind: 'reversed' })
  })

  test('a payment that comes after the time is sent back, and buys nothing', () => {
    const closed = aClosedOrder('timeout', aMixedPlacing().order)
    const late = valueOf(hearPayment(closed, aPaymentFact({ amountFen: fen(6_000) }), NOON))
    expect(late.order.state).toMatchObject({ status: 'refunding' })
    expect(late.entry?.postings).toEqual([
      { account: 'provider:wechat', amountFen: 6_000 },
      { account: 'station:bj0001:undelivered', amountFen: -6_000 },
    ])
  })

  test.each([20_000, 0])('a wallet that pays %i instead of its part is looked into', (amount) => {
    const fact = aPaymentFact({ amountFen: fen(amount) })
    expect(hearPayment(aMixedPlacing().order, fact, NOON)).toMatchObject(
      refused('payment/amount-differs'),
    )
    expect(hearPayment(aPlacingByTenders().order, fact, NOON)).toMatchObject(
      refused('payment/amount-differs'),
    )
  })
})

test('points that pay more than they cost are borne by their unit', () => {
  const dear = aPointsPolicy({ block: { points: points(10), worthFen: fen(300) } })
  const placing = aMixedPlacing({
    loyaltyRules: { points: dear, levels: null },
    seenTenders: tenders(100, 13_000),
  })
  const { entry } = paid(placing.order)
  expect(entry?.postings).toContainEqual({ account: 'points', amountFen: 1_000 })
  expect(entry?.postings).toContainEqual({ account: 'marketing:points:hq', amountFen: 2_000 })
})

/** Which tells every step. */
const withoutStatement = ({ loyalty, ...member }: Member) => ({
  ...member,
  loyalty: { ...loyalty, statement: null },
})

const aReverse = () => ({ by: onDuty(), reason: 'no-fuel', nowMs: NOON }) as const

function aFrozenSaver(): Member {
  const member = aSaver()
  return { ...member, storedValue: frozen(member.storedValue, FROZEN) }
}

const paid = (order: Order): Decision =>
  valueOf(hearPayment(order, aPaymentFact({ amountFen: order.trade.amountFen }), NOON))

/** Confirmed with the first figure, then corrected to each lower one. */
function lived([first = 1, ...others]: readonly number[]) {
  const placing = aMixedPlacing({ storedValuePolicy: GIFT_FIRST })
  let { member, order } = placing
  const entries: JournalEntry[] = []
  const step = (decision: Decision) => {
    const after = memberAfter(member, order, decision.order, NO_LOYALTY_RULES, NOON)
    if (decision.entry) entries.push(balanced(decision.entry))
    member = after.member
    order = decision.order
  }
  step(paid(order))
  step(valueOf(confirm(order, aConfirm({ dispensedFen: fen(first) }))))
  for (const each of others) {
    const corrected = correct(order, { by: onDuty(), dispensedFen: fen(each), nowMs: NOON })
    if (corrected.ok) step(corrected.value)
  }
  const totals = new Map<Account, Fen>(
    [...balances(entries)].filter(([, amountFen]) => amountFen !== NO_FEN),
  )
  const walletBackFen = sumFen(refundsIn(order).map(({ amountFen }) => amountFen))
  return { member, order, totals, walletBackFen }
}
