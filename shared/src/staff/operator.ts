import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Grant } from './policy/grant'

/** Derived from the hash of the person's key, which finds them without a search. */
export type OperatorId = Id<'operator'>

/** A person in the operator's office. */
export interface Operator {
  readonly id: OperatorId
  readonly name: string
  readonly grants: readonly Grant[]
  /** SHA-256 of their key in hexadecimal digits; the key itself is not stored. */
  readonly keyHash: string
  readonly addedAtMs: EpochMs
  /** A removed person stays in the collection, because audit rows name them. */
  readonly state: { readonly at: 'active' } | { readonly at: 'removed'; readonly atMs: EpochMs }
}

/** Ends at the next call. Removing a removed person changes nothing. */
export const removedOperator = (operator: Operator, atMs: EpochMs): Operator =>
  operator.state.at === 'removed' ? operator : { ...operator, state: { at: 'removed', atMs } }
