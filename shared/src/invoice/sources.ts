import { type Fen, NO_FEN } from '../kernel/fen'
import { ok, refuse, type Result } from '../kernel/result'
import type { Order } from '../order/facts/order'
import type { StoredValueAccount } from '../stored-value/account'
import { NOT_INVOICED } from '../stored-value/recharge/invoiced'
import { hasMoney, paidAtMsOf, type RechargeId, tradeOf } from '../stored-value/recharge/recharge'
import { OWN_PAYEE, type PayeeId } from '../trade/payee'
import { isPaid, type Trade } from '../trade/trade'
import type { ApplyInvoiceRefusal } from './apply-refusal'
import type { OrderSource, RechargeSource, SourcePayment } from './invoice'
import { invoiceableOf, invoiceableRecharge, moneyFen, moneyPaid } from './invoiceable'
import { fuelLine, rechargeLine } from './line'

/** An order as a source of an invoice: the part of it that can be invoiced now. */
export function orderSource(
  order: Order,
  account: StoredValueAccount | null,
): Result<OrderSource, ApplyInvoiceRefusal> {
  const { fuel, id: orderId, invoiced, state, trade } = order
  if (state.status !== 'confirmed') return refuse({ code: 'invoice/not-served', orderId })
  if (invoiced) return refuse({ code: 'invoice/already', invoiceId: invoiced.invoiceId })
  const { lots, walletFen } = invoiceableOf(order, account)
  const amountFen = moneyFen({ lots, walletFen })
  if (amountFen === NO_FEN) return refuse({ code: 'invoice/nothing-left' })
  const { confirmedAtMs, dispensedFen } = state.confirmation
  return ok({
    kind: 'order',
    orderId,
    tail: order.tail,
    stationName: order.stationName,
    nozzleNumber: fuel.nozzleNumber,
    amountFen,
    atMs: confirmedAtMs,
    lots,
    payment: paymentOf(trade),
    line: fuelLine({
      gradeId: fuel.gradeId,
      dispensedFen,
      pumpPrice: fuel.pumpPrice,
      moneyFen: moneyFen(moneyPaid(order)),
      invoicedFen: amountFen,
    }),
  })
}

/** A recharge of an account as a source of an invoice. */
export function rechargeSource(
  { recharges }: StoredValueAccount,
  rechargeId: RechargeId,
): Result<RechargeSource, ApplyInvoiceRefusal> {
  const recharge = recharges.find(({ id }) => id === rechargeId)
  if (!recharge || !hasMoney(recharge)) return refuse({ code: 'recharge/unknown' })
  const { fuelFen, itself } = recharge.invoiced ?? NOT_INVOICED
  if (itself) return refuse({ code: 'invoice/already', invoiceId: itself.invoiceId })
  if (fuelFen > NO_FEN) return refuse({ code: 'invoice/fuel-invoiced' })
  const amountFen: Fen = invoiceableRecharge(recharge)
  if (amountFen <= NO_FEN) return refuse({ code: 'invoice/nothing-left' })
  const trade = tradeOf(recharge)
  return ok({
    kind: 'recharge',
    rechargeId,
    amountFen,
    atMs: paidAtMsOf(recharge),
    payment: trade && paymentOf(trade),
    line: rechargeLine(amountFen),
  })
}

const paymentOf = (trade: Trade): SourcePayment | null =>
  isPaid(trade) && trade.state.transactionId !== null
    ? {
        provider: trade.provider,
        transactionId: trade.state.transactionId,
        tradeNo: trade.no,
        amountFen: trade.amountFen,
      }
    : null

/** Who was paid. A recharge by card was sold by the operator. */
export function payeeOfSources(
  orders: readonly Order[],
  account: StoredValueAccount | null,
  rechargeId: RechargeId | null,
): PayeeId | 'several' {
  if (rechargeId !== null) {
    const recharge = account?.recharges.find(({ id }) => id === rechargeId)
    return (recharge && tradeOf(recharge)?.payee.id) ?? OWN_PAYEE
  }
  const ids = new Set(orders.map(({ trade }) => trade.payee.id))
  const [only] = ids
  return ids.size === 1 && only !== undefined ? only : 'several'
}
