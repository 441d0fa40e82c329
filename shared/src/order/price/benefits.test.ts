import fc from 'fast-check'
import { fen, NO_FEN, sumFen } from '../../kernel/fen'
import { fenPerLitre } from '../../kernel/volume'
import { type Account, balanced, balances, type JournalEntry } from '../../ledger/journal'
import { NO_LOYALTY_RULES } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { aMember, anOrder, aPaymentFact, NOON, onDuty } from '../../testing/builders/builders'
import { anIssued, aPocket } from '../../testing/builders/coupons'
import {
  aClosedOrder,
  aConfirm,
  aGrantedPrice,
  aPlace,
  hearPayment,
  refundsIn,
} from '../../testing/builders/orders'
import { accepted, refused, valueOf } from '../../testing/results'
import { confirm, reverse } from '../verbs/confirm'
import { correct } from '../verbs/correct'
import { memberAfter } from '../after/member-after'
import type { ConfirmedState, Order } from '../facts/order'
import { place } from '../verbs/place'
import { quotedAgain } from './quote'

/** 0.20 off a litre, borne by headquarters, and a coupon of which the station bears 40 %. */
const MEMBER = aMember({ pocket: aPocket(anIssued()) })
const PRICES = [aGrantedPrice({ price: { kind: 'off', offPerLitre: fenPerLitre(20) } })]

/** ¥200 at 7.81 with 0.20 off is 5.12 less; the coupon takes 20.00 more. */
const PAYABLE = fen(20_000 - 512 - 2_000)

const placed = (changes = {}) =>
  place(aPlace({ member: MEMBER, prices: PRICES, seenPayableFen: PAYABLE, ...changes }))

const anOrderWithBenefits = (): Order => valueOf(placed()).order

const paid = (order: Order = anOrderWithBenefits()) =>
  valueOf(hearPayment(order, aPaymentFact({ amountFen: PAYABLE }), NOON))

const stateOf = (order: Order) => order.state as ConfirmedState

describe('placing with benefits', () => {
  test('charges the best price, and keeps what it takes to come to it again', () => {
    const order = anOrderWithBenefits()
    expect(order).toMatchObject({ amountFen: 20_000, payableFen: PAYABLE })
    expect(quotedAgain(order.quote)).toEqual(order.quote.plan)
  })

  test.each<[string, object, string]>([
    ['a figure that is no longer true', { seenPayableFen: fen(17_487) }, 'order/quote-changed'],
    ['a coupon of somebody else', { couponIds: ['coupon:other'] }, 'plan/unknown-coupon'],
    [
      'a coupon below its minimum',
      { amountFen: fen(19_999), couponIds: ['coupon:spring1'] },
      'benefit/below-minimum',
    ],
    [
      'a coupon that another order holds',
      {
        member: after(MEMBER, valueOf(placed()).order),
        orderId: 'order:other',
        couponIds: ['coupon:spring1'],
      },
      'plan/unknown-coupon',
    ],
  ])('refuses %s', (_, changes, code) => {
    expect(placed(changes)).toMatchObject(refused(code))
  })
})

describe('the journal of an order with benefits', () => {
  test('books the fuel at the pump price, and every saving to those who fund it', () => {
    const confirmed = valueOf(confirm(paid().order, aConfirm()))
    expect(confirmed.entry?.postings).toEqual([
      { account: 'station:bj0001:undelivered', amountFen: PAYABLE },
      { account: 'marketing:price:hq', amountFen: 512 },
      { account: 'marketing:coupon:hq', amountFen: 1_200 },
      { account: 'marketing:coupon:station:bj0001', amountFen: 800 },
      { account: 'station:bj0001:sales', amountFen: -20_000 },
    ])
  })

  test('balances and agrees with the order, whatever is dispensed and corrected', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(amounts, (dispensed) => {
        const { entries, order } = lived(dispensed)
        entries.forEach(balanced)
        const at = (account: Account) => balances(entries).get(account) ?? NO_FEN
        const { confirmation } = stateOf(order)
        const { coupons, payableFen, priceFen } = confirmation.totals
        const couponsFen = sumFen(coupons.map(({ amountFen }) => amountFen))
        expect(payableFen + priceFen + couponsFen).toBe(confirmation.dispensedFen)
        expect(at('station:bj0001:sales') + confirmation.dispensedFen).toBe(0)
        expect(at('marketing:price:hq')).toBe(priceFen)
        expect(at('marketing:coupon:hq') + at('marketing:coupon:station:bj0001')).toBe(couponsFen)
        const back = sumFen(refundsIn(order).map(({ amountFen }) => amountFen))
        expect(payableFen + back).toBe(PAYABLE)
        expect(at('station:bj0001:undelivered') + back).toBe(0)
      }),
    )
  })
})

describe('less in the tank than was paid for', () => {
  test.each<[string, number, number, string]>([
    ['takes the same off by the litre, and the coupon stays', 20_000, PAYABLE, 'used'],
    ['gives the coupon back where the rest is cheaper without it', 15_000, 15_000 - 384, 'free'],
    ['costs no more than was paid where a threshold is missed', 19_999, PAYABLE, 'used'],
  ])('%s', (_, dispensed, payableFen, coupon) => {
    const { order } = valueOf(confirm(paid().order, aConfirm({ dispensedFen: fen(dispensed) })))
    expect(stateOf(order).confirmation.totals.payableFen).toBe(payableFen)
    expect(couponIn(order)).toBe(coupon)
  })
})

describe('the coupon of an order', () => {
  const unpaid = anOrderWithBenefits()
  const back = valueOf(
    reverse(paid().order, { by: onDuty(), reason: 'no-fuel', nowMs: NOON }),
  ).order

  test.each<[string, Order, string]>([
    ['is held while it waits for its payment', unpaid, 'held'],
    ['is held while it is paid', paid().order, 'held'],
    [
      'is used once the fuel is in the tank',
      valueOf(confirm(paid().order, aConfirm())).order,
      'used',
    ],
    ['is free when it is closed', aClosedOrder('timeout', unpaid), 'free'],
    ['is free when all of it goes back', back, 'free'],
  ])('%s', (_, order, at) => {
    expect(couponIn(order)).toBe(at)
  })

  test('is free for another order when the payment comes too late: that money goes back', () => {
    const closed = aClosedOrder('timeout', unpaid)
    expect(hearPayment(closed, aPaymentFact({ amountFen: PAYABLE }), NOON)).toMatchObject(
      accepted('refunding'),
    )
    const without = aClosedOrder('timeout', anOrder())
    expect(hearPayment(without, aPaymentFact(), NOON)).toMatchObject(accepted('paid'))
  })

  test('may have left the pocket when an old order is corrected', () => {
    const confirmed = valueOf(confirm(paid().order, aConfirm())).order
    const late = valueOf(
      correct(confirmed, { by: onDuty(), dispensedFen: fen(19_999), nowMs: NOON }),
    ).order
    const emptied = aMember({ pocket: aPocket() })
    expect(after(emptied, late)).toBe(emptied)
    expect(() => after(emptied, confirmed)).toThrow('uses what it holds')
  })

  test('follows the order, and is idempotent', () => {
    const confirmed = valueOf(confirm(paid().order, aConfirm())).order
    const once = after(after(MEMBER, unpaid), confirmed)
    expect(after(once, confirmed)).toBe(once)
  })
})

function after(member: Member, order: Order): Member {
  return memberAfter(member, order, order, NO_LOYALTY_RULES, NOON).member
}

/** The state of the one coupon after an order that had held it. */
function couponIn(order: Order): string | undefined {
  const held = after(MEMBER, anOrderWithBenefits())
  return after(held, order).pocket.coupons[0]?.state.at
}

/** Confirmed with the first figure, corrected to each of the others that is lower. */
function lived([first = 1, ...others]: readonly number[]) {
  const payment = paid()
  const confirmed = valueOf(confirm(payment.order, aConfirm({ dispensedFen: fen(first) })))
  const entries = [payment.entry, confirmed.entry]
  let { order } = confirmed
  for (const each of others) {
    const result = correct(order, { by: onDuty(), dispensedFen: fen(each), nowMs: NOON })
    if (!result.ok) continue
    order = result.value.order
    entries.push(result.value.entry)
  }
  return { order, entries: entries.filter((entry): entry is JournalEntry => entry !== null) }
}
