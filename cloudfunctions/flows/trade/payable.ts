import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { Trade, TradeChange } from '@palm/shared/trade/trade'
import type { Collection } from '../../database/session'

/**
 * A kind of purchase that is paid through a trade: its storage, and the effect of a change of the
 * trade on it. All other handling of the money is common to all kinds.
 *
 * @typeParam Subject result of a change, as its own actions need it: an order, a member's recharge
 * @typeParam Key key by which it is found
 * @typeParam Stored document that the timer reads, with the due time of the trade
 * @typeParam Unknown refusal if it no longer exists
 */
export interface Payable<
  Subject,
  Key,
  Stored extends { readonly id: string },
  Unknown extends { readonly code: string },
> {
  /** Collection that the timer's lanes search: `orders`. */
  readonly collection: Collection<Stored>
  /** Whether a trade number is of this kind. No two payables own the same number. */
  owns(tradeNo: string): boolean
  /** Trade number of a subject's id, as incidents name it; null if it is of another kind. */
  tradeNoOf(id: Id<string>): string | null
  find(tradeNo: string): Promise<Key | null>
  load(key: Key): Promise<Subject | null>
  keyOf(subject: Subject): Key
  /** Null if it no longer exists. */
  subjectOf(stored: Stored): Promise<Subject | null>
  tradeOf(subject: Subject): Trade
  /** Name of the purchase, as the wallet shows it. */
  describe(subject: Subject): string
  /** Changes the trade and everything that depends on it, in one transaction. */
  change<Refusal extends { readonly code: string }>(
    key: Key,
    nowMs: EpochMs,
    decide: (trade: Trade) => Result<TradeChange, Refusal>,
  ): Promise<Result<Subject, Refusal | Unknown>>
}
