import { type Fen, NO_FEN } from '../../kernel/fen'
import type { Id } from '../../kernel/id'

/**
 * Invoices about a recharge: of the recharge itself, or of fuel that was paid from it. Never
 * both: one of the two is always nothing.
 */
export interface RechargeInvoiced {
  /** The invoice of the recharge itself; null if there is none. */
  readonly itself: {
    readonly invoiceId: Id<'invoice'>
    readonly amountFen: Fen
    /** A withdrawal has left less than was invoiced, and the invoice is told. */
    readonly isStale: boolean
  } | null
  /** Principal that is part of invoices of orders. */
  readonly fuelFen: Fen
}

export const NOT_INVOICED: RechargeInvoiced = { itself: null, fuelFen: NO_FEN }
