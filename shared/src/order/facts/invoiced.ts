import type { Fen } from '../../kernel/fen'
import type { Id } from '../../kernel/id'

/** The invoice that an order is part of. An order is on one live invoice at most. */
export interface OrderInvoiced {
  readonly invoiceId: Id<'invoice'>
  /** Its part of the invoice. Never more than was paid when it was written. */
  readonly amountFen: Fen
  /** Principal of stored value within it, lot by lot: those lots cannot be invoiced as recharges. */
  readonly lots: readonly InvoicedLot[]
  /** A refund has made the order cheaper than invoiced, and the invoice is told. */
  readonly isStale: boolean
}

export interface InvoicedLot {
  readonly rechargeId: Id<'recharge'>
  readonly amountFen: Fen
}
