import { addFen, type Fen, fen, subtractFen } from '../kernel/fen'
import type { InvoicedLot } from '../order/facts/invoiced'
import type { Order } from '../order/facts/order'
import { type StoredValueAccount, withRecharge } from '../stored-value/account'
import { NOT_INVOICED, type RechargeInvoiced } from '../stored-value/recharge/invoiced'
import type { RechargeId } from '../stored-value/recharge/recharge'
import type { InvoiceId, InvoiceSource, RechargeSource } from './invoice'

/** Holds of invoices: marks on orders, and on the recharges of their member. */
export interface Claims {
  readonly orders: readonly Order[]
  /** Null if no stored value is involved. */
  readonly account: StoredValueAccount | null
}

/** Orders become part of an invoice, with the principal that paid them. */
export function claimOrders(
  { account, orders }: Claims,
  invoiceId: InvoiceId,
  sources: readonly InvoiceSource[],
): Claims {
  const byOrder = new Map(
    sources.flatMap((source) => (source.kind === 'order' ? [[source.orderId, source]] : [])),
  )
  const claimed = orders.map((order) => {
    const source = byOrder.get(order.id)
    if (!source) return order
    const { amountFen, lots } = source
    return { ...order, invoiced: { invoiceId, amountFen, lots, isStale: false } }
  })
  const lots = [...byOrder.values()].flatMap((source) => source.lots)
  return { orders: claimed, account: account && withFuel(account, lots, addFen) }
}

export const claimRecharge = (
  account: StoredValueAccount,
  invoiceId: InvoiceId,
  { amountFen, rechargeId }: RechargeSource,
): StoredValueAccount =>
  marked(account, rechargeId, (invoiced) => ({
    ...invoiced,
    itself: { invoiceId, amountFen, isStale: false },
  }))

/** Takes an invoice's marks away. */
export function release({ account, orders }: Claims, invoiceId: InvoiceId): Claims {
  const own = orders.flatMap(({ invoiced }) =>
    invoiced?.invoiceId === invoiceId ? invoiced.lots : [],
  )
  const released = orders.map((order) => {
    if (order.invoiced?.invoiceId !== invoiceId) return order
    const { invoiced: _, ...rest } = order
    return rest
  })
  const without = account && withFuel(account, own, subtractFen)
  const recharge = without?.recharges.find(
    (known) => known.invoiced?.itself?.invoiceId === invoiceId,
  )
  const free = (invoiced: RechargeInvoiced) => ({ ...invoiced, itself: null })
  return {
    orders: released,
    account: without && recharge ? marked(without, recharge.id, free) : without,
  }
}

/** Lots that are gone have no mark to change. */
const withFuel = (
  account: StoredValueAccount,
  lots: readonly InvoicedLot[],
  change: (a: Fen, b: Fen) => Fen,
): StoredValueAccount =>
  lots.reduce(
    (next, { amountFen, rechargeId }) =>
      marked(next, rechargeId, (invoiced) => ({
        ...invoiced,
        fuelFen: fen(Math.max(0, change(invoiced.fuelFen, amountFen))),
      })),
    account,
  )

function marked(
  account: StoredValueAccount,
  rechargeId: RechargeId,
  change: (invoiced: RechargeInvoiced) => RechargeInvoiced,
): StoredValueAccount {
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  if (!recharge) return account
  return withRecharge(account, { ...recharge, invoiced: change(recharge.invoiced ?? NOT_INVOICED) })
}

/** The order's invoice is told of its refund. */
export const toldOrder = (order: Order): Order =>
  order.invoiced ? { ...order, invoiced: { ...order.invoiced, isStale: true } } : order

/** The recharge's invoice is told of its withdrawal. */
export const toldRecharge = (
  account: StoredValueAccount,
  rechargeId: RechargeId,
): StoredValueAccount =>
  marked(account, rechargeId, (invoiced) => ({
    ...invoiced,
    itself: invoiced.itself && { ...invoiced.itself, isStale: true },
  }))
