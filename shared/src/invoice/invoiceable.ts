import { addFen, type Fen, NO_FEN, subtractFen, sumFen } from '../kernel/fen'
import type { InvoicedLot } from '../order/facts/invoiced'
import type { Order } from '../order/facts/order'
import { splitOf } from '../order/facts/tender'
import type { StoredValueAccount } from '../stored-value/account'
import { keptFen, type PaidRecharge, type RechargeId } from '../stored-value/recharge/recharge'
import { NOT_INVOICED } from '../stored-value/recharge/invoiced'
import { keptOf } from '../stored-value/use'

/** Money that a driver paid for an order, tender by tender, after every refund. */
export interface MoneyPaid {
  readonly walletFen: Fen
  /** Principal of stored value, lot by lot. Points and gifts are no money of the driver's. */
  readonly lots: readonly InvoicedLot[]
}

const NOTHING: MoneyPaid = { walletFen: NO_FEN, lots: [] }

/** Only fuel that was served is invoiced: until then the amount may still change. */
export function moneyPaid({ state, tenders }: Order): MoneyPaid {
  if (state.status !== 'confirmed') return NOTHING
  const { storedValueFen, walletFen } = splitOf(tenders, state.confirmation.totals.payableFen)
  const kept = tenders.storedValue ? keptOf(tenders.storedValue, storedValueFen) : []
  const lots = kept
    .filter(({ principalFen }) => principalFen > NO_FEN)
    .map(({ principalFen, rechargeId }) => ({ rechargeId, amountFen: principalFen }))
  return { walletFen, lots }
}

export const moneyFen = ({ lots, walletFen }: MoneyPaid): Fen => addFen(walletFen, lotsFen(lots))

export const lotsFen = (lots: readonly InvoicedLot[]): Fen =>
  sumFen(lots.map(({ amountFen }) => amountFen))

/**
 * The part of the money that may be invoiced with the order: all but principal of recharges that were
 * invoiced themselves. A recharge that was settled and deleted is unknown, so its part is not invoiceable.
 *
 * @param account null if the order used no stored value
 */
export function invoiceableOf(order: Order, account: StoredValueAccount | null): MoneyPaid {
  const paid = moneyPaid(order)
  return {
    ...paid,
    lots: paid.lots.filter(({ rechargeId }) => {
      const lot = account?.recharges.find(({ id }) => id === rechargeId)
      return lot !== undefined && (lot.invoiced ?? NOT_INVOICED).itself === null
    }),
  }
}

/**
 * By how much an order's invoice exceeds the money paid for it: a refund came after the invoice. Looks at
 * the lots on the invoice only, so that the order alone decides.
 */
export function overInvoicedFen(order: Order): Fen {
  const { invoiced } = order
  if (!invoiced) return NO_FEN
  const { lots, walletFen } = moneyPaid(order)
  const known = new Set<RechargeId>(invoiced.lots.map(({ rechargeId }) => rechargeId))
  const paidFen = addFen(walletFen, lotsFen(lots.filter(({ rechargeId }) => known.has(rechargeId))))
  return subtractFen(invoiced.amountFen, paidFen) > 0
    ? subtractFen(invoiced.amountFen, paidFen)
    : NO_FEN
}

/** Whether the invoice of an order has still to be told of a refund. */
export const isOverInvoiced = (order: Order): boolean =>
  order.invoiced !== undefined && !order.invoiced.isStale && overInvoicedFen(order) > NO_FEN

/** The part of a recharge that may be invoiced: its principal, unless fuel from it is invoiced. */
export function invoiceableRecharge(recharge: PaidRecharge): Fen {
  const { fuelFen, itself } = recharge.invoiced ?? NOT_INVOICED
  return itself === null && fuelFen === NO_FEN ? keptFen(recharge) : NO_FEN
}

/** Whether less of a recharge is kept than its invoice says, and the invoice is not told yet. */
export function isRechargeOverInvoiced(recharge: PaidRecharge): boolean {
  const { itself } = recharge.invoiced ?? NOT_INVOICED
  return itself !== null && !itself.isStale && itself.amountFen > keptFen(recharge)
}
