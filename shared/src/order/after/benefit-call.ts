import { assert } from '../../kernel/assert'
import type { EpochMs } from '../../kernel/instant'
import type { Posting } from '../../ledger/journal'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Member } from '../../member/member'
import type { StoredValueRow } from '../../stored-value/decision'
import type { Confirmation, Order } from '../facts/order'

/**
 * The protocol by which an order uses a benefit of its member. `reserve`: no other order can use it.
 * `commit`: the fuel was dispensed. `cancel`: the order came to nothing, and the reservation ends.
 * `refund`: what the order no longer needs goes back. A repeated call has no effect.
 */
export type BenefitVerb = 'reserve' | 'commit' | 'cancel' | 'refund'

/** One verb of one benefit, applied to the member's document. */
export type BenefitCall = (effects: Effects, change: OrderChange) => Effects

/** Calls that a benefit offers to the table. */
export type BenefitCalls<Verb extends BenefitVerb> = Readonly<Record<Verb, BenefitCall>>

/** A change of an order; `before` is the order itself when it is new. */
export interface OrderChange {
  readonly before: Order
  readonly order: Order
  readonly rules: LoyaltyRules
  readonly nowMs: EpochMs
}

/** The member after the calls so far. */
export interface Effects {
  readonly member: Member
  /** For the order's own entry. */
  readonly postings: readonly Posting[]
  /** Row for the statement of stored value. */
  readonly row: StoredValueRow | null
}

/** Effects of a call that posts nothing. */
export const withMember = (effects: Effects, member: Member): Effects => ({ ...effects, member })

/** The confirmation of an order that is committed or corrected. */
export function confirmationOf({ id, state }: Order): Confirmation {
  assert(state.status === 'confirmed', 'only a confirmed order commits its benefits', id)
  return state.confirmation
}
