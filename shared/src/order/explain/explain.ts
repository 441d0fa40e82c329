import { type Fen, NO_FEN } from '../../kernel/fen'
import type { FenPerLitre } from '../../kernel/volume'
import { type Account, balanced, balances, type JournalEntry } from '../../ledger/journal'
import { whyNot, type Unused } from '../../pricing/plans/why-not'
import { bestPlan } from '../../pricing/plans/best-plan'
import type { Plan } from '../../pricing/plans/plan'
import { benefitUnmet } from '../price/benefit-unmet'
import { costOf } from '../price/cost'
import { hasMoney, type Order } from '../facts/order'
import { quotedAgain } from '../price/quote'
import { basisUnder, NOTHING_KNOWN, type RulesThen, type Then } from './rules-then'
import { totalsFor } from '../price/totals-for'
import { splitOf } from '../facts/tender'
import { type Totals, totalsOf } from '../facts/totals'
import type { Quote } from '../facts/quote'

/** An order's figures, worked out again from what they were made from, and whether they agree. */
export interface Explanation {
  readonly quoted: Plan
  /** The same, computed now from the order's own basis; null where its coupons make no plan at all. */
  readonly again: Plan | null
  readonly unused: readonly Unused[]
  /** Final amounts; null while it is not confirmed. */
  readonly settled: Totals | null
  readonly settledAgain: Totals | null
  /** Where its money rests, by the journal. */
  readonly accounts: ReadonlyMap<Account, Fen>
  readonly doubts: readonly Doubt[]
}

/** Disagreements. A healthy order has none, however old. */
export type Doubt =
  | 'quote-differs'
  /** The station had another price at the pump, by its versions. */
  | 'pump-price-differs'
  /** None of the rules that were saved then comes to the order's figures. */
  | 'rules-differ'
  | 'totals-differs'
  /** The price or a coupon is not for the fuel that the order is of. */
  | 'benefit-not-for-fuel'
  /** The journal sold another amount than the order, or saved another. */
  | 'journal-differs'

/**
 * 订单解释: time travel for support, tax and the auditor. The order's own basis gives its figures
 * again; what others have kept about its instant says whether that basis was the right one.
 */
export function explain(
  order: Order,
  entries: readonly JournalEntry[],
  then: Then = NOTHING_KNOWN,
): Explanation {
  const { basis, plan } = order.quote
  const again = quotedAgain(order.quote)
  const settled = settledOf(order)
  const settledAgain = settled && settledFrom(order)
  const accounts = balances(entries.map(balanced))
  const doubts: Doubt[] = []
  if (!comesTo(plan, again)) doubts.push('quote-differs')
  if (!isOneOf(then.pumpPrices, basis.sale.pumpPrice)) doubts.push('pump-price-differs')
  if (!agreesWithRules(order.quote, then.rules)) doubts.push('rules-differ')
  if (settled && settledAgain && !sameTotals(settled, settledAgain)) {
    doubts.push('totals-differs')
  }
  if (benefitUnmet(order)) doubts.push('benefit-not-for-fuel')
  if (!agrees(order, settled, accounts)) doubts.push('journal-differs')
  const unused = whyNot({ ...bestPlan(basis), plan })
  return { quoted: plan, again, unused, settled, settledAgain, accounts, doubts }
}

const comesTo = (plan: Plan, again: Plan | null): boolean =>
  again !== null && sameTotals(totalsOf(again), totalsOf(plan))

/** Or nobody knows. */
const isOneOf = (prices: readonly FenPerLitre[], price: FenPerLitre): boolean =>
  prices.length === 0 || prices.includes(price)

const agreesWithRules = (quote: Quote, rules: readonly RulesThen[]): boolean =>
  rules.length === 0 ||
  rules.some((saved) => {
    const basis = basisUnder(quote.basis, saved)
    return comesTo(quote.plan, quotedAgain({ ...quote, basis }))
  })

const settledOf = ({ state }: Order): Totals | null =>
  state.status === 'confirmed' ? state.confirmation.totals : null

/** The confirmation and every correction after it, one after the other, as they happened. */
function settledFrom(order: Order): Totals | null {
  if (order.state.status !== 'confirmed') return null
  const { corrections, dispensedFen } = order.state.confirmation
  const amounts = [
    corrections[0]?.fromFen ?? dispensedFen,
    ...corrections.map(({ toFen }) => toFen),
  ]
  return amounts.reduce(
    (from, amountFen) => totalsFor(order, from, amountFen),
    totalsOf(order.quote.plan),
  )
}

const sameTotals = (a: Totals, b: Totals): boolean =>
  a.payableFen === b.payableFen &&
  a.priceFen === b.priceFen &&
  a.coupons.length === b.coupons.length &&
  a.coupons.every(({ amountFen, couponId }) =>
    b.coupons.some((other) => other.couponId === couponId && other.amountFen === amountFen),
  )

/** Savings of a driver; the cost of points is not a saving of this order. */
const SAVINGS = /^marketing:(price|coupon):/

function agrees(
  order: Order,
  settled: Totals | null,
  accounts: ReadonlyMap<Account, Fen>,
): boolean {
  const sum = (of: RegExp) =>
    [...accounts].reduce((total, [account, fen]) => (of.test(account) ? total + fen : total), 0)
  const dispensedFen =
    order.state.status === 'confirmed' ? order.state.confirmation.dispensedFen : NO_FEN
  const savedFen = settled ? dispensedFen - settled.payableFen : 0
  const isPaid = hasMoney(order.state)
  // Points are posted by what they earn, too; stored value only pays.
  const storedFen = splitOf(order.tenders, isPaid ? costOf(order) : NO_FEN).storedValueFen
  return (
    sum(/./) === 0 &&
    (!isPaid || accounts.size > 0) &&
    sum(/:sales$/) === -dispensedFen &&
    sum(SAVINGS) === savedFen &&
    sum(/^prepaid:/) === storedFen
  )
}
