import type {
  ConfirmationView,
  EarnedView,
  OrderView,
  RefundRequestView,
  SavingView,
  ServiceView,
  TendersView,
} from '@palm/shared/api/order'
import type { Fen } from '@palm/shared/kernel/fen'
import { later } from '@palm/shared/kernel/instant'
import { moneyFen, moneyPaid } from '@palm/shared/invoice/invoiceable'
import type { Funding } from '@palm/shared/ledger/party'
import type { CountedFor } from '@palm/shared/order/facts/earned'
import type { Confirmation, Order } from '@palm/shared/order/facts/order'
import type { RefundRequest } from '@palm/shared/order/facts/service'
import { pointsKept, splitOf } from '@palm/shared/order/facts/tender'
import { type Totals, totalsOf } from '@palm/shared/order/facts/totals'
import { goesBackAtOnce } from '@palm/shared/order/verbs/ask-refund'
import { serveUntilMs } from '@palm/shared/order/verbs/unserved'
import type { Plan } from '@palm/shared/pricing/plans/plan'
import { HALT_DEADLINE_MS, type TradeRefund } from '@palm/shared/trade/refund'
import { isPaid, refundsOf, type Trade } from '@palm/shared/trade/trade'

/** An order as it may be shown: who paid, in the wallet's terms, stays here. */
export function viewOfOrder(order: Order): Omit<OrderView, 'passphrase'> {
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
    plate: order.plate ?? null,
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
    service: state.status === 'paid' ? presentService(order) : null,
    rating: order.rating
      ? { stars: order.rating.stars, words: order.rating.words, atMs: order.rating.atMs }
      : null,
    invoicing: {
      invoiceId: order.invoiced?.invoiceId ?? null,
      mayApply: !order.invoiced && moneyFen(moneyPaid(order)) > 0,
    },
    refundRequest: order.refundRequest ? presentRequest(order.refundRequest) : null,
  }
}

const presentConfirmation = (order: Order, confirmation: Confirmation): ConfirmationView => ({
  dispensedFen: confirmation.dispensedFen,
  payableFen: confirmation.totals.payableFen,
  lines: linesOf(order.quote.plan, confirmation.totals),
  tenders: presentTenders(order, confirmation.totals.payableFen),
  volumeMl: confirmation.volumeMl,
  staffName: confirmation.staffName,
  dutyStartedAtMs: confirmation.dutyStartedAtMs ?? null,
  earned: presentEarned(confirmation.earned),
  atMs: confirmation.confirmedAtMs,
  corrected: confirmation.corrections.length > 0,
})

function presentEarned(earned: Confirmation['earned']): EarnedView {
  const points = earned?.points
  const counting = earned?.contracts.find(({ unit, use }) => unit !== undefined && use.counted)
  return {
    points: points ? points.points - points.takenBack : 0,
    contract: counting ? presentCounted(counting) : null,
  }
}

function presentCounted({ unit = 'fen', use: { counted } }: CountedFor): EarnedView['contract'] {
  if (!counted) return null
  const { amountFen, refundedFen, refundedMl, volumeMl } = counted
  return { unit, added: unit === 'fen' ? amountFen - refundedFen : volumeMl - refundedMl }
}

/** How an order that comes to this is paid. */
function presentTenders({ tenders }: Order, payableFen: Fen): TendersView {
  const split = splitOf(tenders, payableFen)
  return { points: pointsKept(tenders, split), ...split }
}

/** The savings, the price first; a price that saves nothing is no line. */
export function linesOf({ coupons, price }: Plan, totals: Totals): SavingView[] {
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

const presentService = (order: Order): ServiceView => ({
  untilMs: serveUntilMs(order),
  goesBackAtOnce: goesBackAtOnce(order),
  acceptedBy: order.accepted?.staffName ?? null,
})

const presentRequest = ({ askedAtMs, declined }: RefundRequest): RefundRequestView => ({
  askedAtMs,
  declined: declined && {
    reason: declined.reason,
    note: declined.note,
    staffName: declined.staffName,
    atMs: declined.atMs,
  },
})

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
