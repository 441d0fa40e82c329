import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { Trade, TradeChange } from '@palm/shared/trade/trade'
import type { Collection } from '../database/session'

/**
 * Something that is paid through a trade: where it is stored, and what a change of its trade means
 * for it. Everything else about its money is the same for all of them.
 *
 * @typeParam Subject what a change leads to, as its own actions need it: an order, a member's recharge
 * @typeParam Key how it is found
 * @typeParam Stored what the timer reads, with the time at which the trade is due beside it
 * @typeParam Unknown the refusal where it does not exist any more
 */
export interface Payable<
  Subject,
  Key,
  Stored extends { readonly id: string },
  Unknown extends { readonly code: string },
> {
  /** Of the timer's lanes: `orders`. */
  readonly collection: Collection<Stored>
  /** Whether a trade number is of this kind. No two payables own the same number. */
  owns(tradeNo: string): boolean
  /** The trade number of a subject's id, as incidents name it; null where it is of another kind. */
  tradeNoOf(id: Id<string>): string | null
  find(tradeNo: string): Promise<Key | null>
  load(key: Key): Promise<Subject | null>
  keyOf(subject: Subject): Key
  /** Null where nothing is left of it. */
  subjectOf(stored: Stored): Promise<Subject | null>
  tradeOf(subject: Subject): Trade
  /** Description shown by the wallet. */
  describe(subject: Subject): string
  /** Changes the trade and all that follows from it, in one transaction. */
  change<Refusal extends { readonly code: string }>(
    key: Key,
    nowMs: EpochMs,
    decide: (trade: Trade) => Result<TradeChange, Refusal>,
  ): Promise<Result<Subject, Refusal | Unknown>>
}
