import type {
  ConfirmationView,
  ExplanationView,
  OrderView,
  PassphraseSeed,
  QuoteView,
  SavingView,
  TendersView,
} from '@palm/shared/api/order'
import { addFen, type Fen, fen, subtractFen } from '@palm/shared/kernel/fen'
import { type EpochMs, later } from '@palm/shared/kernel/instant'
import type { Confirmation, Order } from '@palm/shared/order/facts/order'
import type { Funding } from '@palm/shared/ledger/party'
import type { Explanation } from '@palm/shared/order/explain/explain'
import type { RulesThen } from '@palm/shared/order/explain/rules-then'
import { pointsKept, splitOf } from '@palm/shared/order/facts/tender'
import type { Offered, TenderChoice } from '@palm/shared/order/price/tender-choice'
import { bestPlan } from '@palm/shared/pricing/plans/best-plan'
import type { Plan } from '@palm/shared/pricing/plans/plan'
import { offPerLitreAt, PUMP_PRICE } from '@palm/shared/pricing/rules/price-offer'
import { whyNot } from '@palm/shared/pricing/plans/why-not'
import { expectedOf } from '@palm/shared/order/verbs/proof'
import {
  hourKey,
  type KeyHour,
  orderHoursAt,
  orderKey,
  type PassphraseSecrets,
} from '@palm/shared/passphrase/key'
import { HALT_DEADLINE_MS, type TradeRefund } from '@palm/shared/trade/refund'
import { isPaid, refundsOf, type Trade } from '@palm/shared/trade/trade'
import { type Totals, totalsOf } from '@palm/shared/order/facts/totals'
import type { Quote } from '@palm/shared/order/facts/quote'

export interface PresentContext {
  readonly passphraseSecrets: PassphraseSecrets
  readonly nowMs: EpochMs
}

/** An order as its driver may see it: who paid, in the wallet's terms, stays here. */
export function presentOrder(order: Order, context: PresentContext): OrderView {
  const { fuel, state, trade } = order
  const { plan } = order.quote
  return {
    orderId: order.id,
    tail: order.tail,
    status: state.status,
    way: order.way,
    provider: trade.provider,
    stationId: order.stationId,
    stationName: order.stationName,
    payeeName: order.payeeName,
    nozzleId: fuel.nozzleId,
    nozzleNumber: fuel.nozzleNumber,
    gradeId: fuel.gradeId,
    gradeName: fuel.gradeName,
    pumpPriceFen: fuel.pumpPrice,
    amountFen: order.amountFen,
    payableFen: order.payableFen,
    lines: linesOf(plan, totalsOf(plan)),
    tenders: presentTenders(order, order.payableFen),
    volumeMl: fuel.volumeMl,
    createdAtMs: order.createdAtMs,
    payByMs: trade.payByMs,
    paidAtMs: isPaid(trade) ? trade.state.paidAtMs : null,
    closed: closedIn(trade),
    confirmation:
      state.status === 'confirmed' ? presentConfirmation(order, state.confirmation) : null,
    reversal:
      'reversal' in state
        ? { reason: state.reversal.reason, atMs: state.reversal.decidedAtMs }
        : null,
    refunds: refundsOf(trade)
      .filter(({ state }) => state.at !== 'replaced')
      .map(presentRefund),
    passphrase: state.status === 'paid' ? seedOf(order, context) : null,
  }
}

const presentConfirmation = (order: Order, confirmation: Confirmation): ConfirmationView => ({
  dispensedFen: confirmation.dispensedFen,
  payableFen: confirmation.totals.payableFen,
  lines: linesOf(order.quote.plan, confirmation.totals),
  tenders: presentTenders(order, confirmation.totals.payableFen),
  volumeMl: confirmation.volumeMl,
  staffName: confirmation.staffName,
  atMs: confirmation.confirmedAtMs,
  corrected: confirmation.corrections.length > 0,
})

/** How an order that comes to this is paid. */
function presentTenders({ tenders }: Order, payableFen: Fen): TendersView {
  const split = splitOf(tenders, payableFen)
  return { points: pointsKept(tenders, split), ...split }
}

/** Price of a sale, with a reason for every unused benefit. */
export function presentQuote(
  { basis, plan }: Quote,
  choice: TenderChoice,
  offered: Offered,
): QuoteView {
  const best = bestPlan(basis)
  return {
    amountFen: basis.sale.amountFen,
    payableFen: plan.payableFen,
    pricePerLitreFen: fen(
      basis.sale.pumpPrice - offPerLitreAt(plan.price, basis.sale, basis.limits.floorPrice),
    ),
    lines: linesOf(plan, totalsOf(plan)),
    unused: whyNot({ ...best, plan }).filter(({ id }) => id !== PUMP_PRICE.id),
    runnerUpFen: best.runnerUpFen,
    tenders: {
      ...choice,
      walletFen: subtractFen(plan.payableFen, addFen(choice.pointsFen, choice.storedValueFen)),
    },
    offered,
  }
}

export function presentExplanation(
  { passphrase: _, ...order }: OrderView,
  { accounts, again, doubts, settledAgain, unused }: Explanation,
  [rules]: readonly RulesThen[],
): ExplanationView {
  return {
    order,
    quotedAgainFen: again?.payableFen ?? null,
    settledAgainFen: settledAgain?.payableFen ?? null,
    unused,
    accounts: [...accounts].map(([account, amountFen]) => ({ account, amountFen })),
    rules: rules ? { version: rules.version, savedAtMs: rules.savedAtMs } : null,
    doubts,
  }
}

/** The savings, the price first; a price that saves nothing is no line. */
function linesOf({ coupons, price }: Plan, totals: Totals): SavingView[] {
  const givenBy = (funding: Funding) => funding.map(({ party }) => party)
  const { id, funding, title } = price
  const priceLine: SavingView = {
    kind: 'price',
    id,
    title,
    amountFen: totals.priceFen,
    givenBy: givenBy(funding),
  }
  const couponLines = totals.coupons.flatMap(({ amountFen, couponId }): SavingView[] => {
    const coupon = coupons.find((use) => use.coupon.id === couponId)?.coupon
    if (!coupon) return []
    const { funding, title } = coupon
    return [{ kind: 'coupon', id: couponId, title, amountFen, givenBy: givenBy(funding) }]
  })
  return totals.priceFen > 0 ? [priceLine, ...couponLines] : couponLines
}

const closedIn = ({ state }: Trade) =>
  state.at === 'closed' ? { reason: state.reason, atMs: state.closedAtMs } : null

const presentRefund = ({ amountFen, reason, requestedAtMs, state }: TradeRefund) => ({
  amountFen,
  reason,
  requestedAtMs,
  doneAtMs: 'doneAtMs' in state ? state.doneAtMs : null,
  decidedByMs: state.at === 'halted' ? later(state.haltedAtMs, HALT_DEADLINE_MS) : null,
  paidOut: state.at === 'paid-out' ? state.how : null,
})

/** Minted only here, only for an order that the server has seen paid, for this hour and the next. */
function seedOf(order: Order, { nowMs, passphraseSecrets }: PresentContext): PassphraseSeed {
  const keyIn = (hour: KeyHour) => hourKey(passphraseSecrets, order.stationId, hour)
  return {
    keys: orderHoursAt(nowMs).map((hour) => ({
      hour,
      orderKey: orderKey(keyIn(hour), expectedOf(order)),
    })),
  }
}
