import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { Version } from '../kernel/version'
import type { RechargeOffer } from './recharge-offer'

/** How stored value is spent and returned. */
export interface StoredValuePolicy extends Version {
  readonly id: Id<'stored-value-policy'>
  readonly spending: SpendingOrder
  readonly perOrderFen: Fen | null
  /** By the calendar day in China. */
  readonly perDayFen: Fen | null
  /** Unspent principal goes back within so many days, never fewer than the law's; null: always. */
  readonly refundDays: number | null
  /** After so long neither an order nor a recharge is refunded: empty ones are dropped. */
  readonly settledAfterDays: number
}

/**
 * Whether the member's own money or our gift is spent first; both by the oldest recharge first.
 * `proportional` is by what there is of each in all.
 */
export type SpendingOrder = (typeof SPENDING_ORDERS)[number]
export const SPENDING_ORDERS = ['principal-first', 'gift-first', 'proportional'] as const

/** The rules in force. Without a policy an operator keeps no stored value. */
export interface StoredValueRules {
  readonly policy: StoredValuePolicy | null
  readonly offers: readonly RechargeOffer[]
}

export const NO_STORED_VALUE_RULES: StoredValueRules = { policy: null, offers: [] }
