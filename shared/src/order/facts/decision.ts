import { assert } from '../../kernel/assert'
import { idLetters } from '../../kernel/id'
import type { EpochMs } from '../../kernel/instant'
import {
  type Account,
  balanced,
  entryOrNull,
  type JournalEntry,
  type JournalEntryId,
  type Posting,
  withPostings,
} from '../../ledger/journal'
import type { Order, OrderFacts, OrderId } from './order'

/** Result of a verb: the next state, and its journal entry. */
export interface Decision {
  readonly order: Order
  readonly entry: JournalEntry | null
}

/** The verb had been done before: nothing to save, the answer is the first one's. */
export const unchanged = (order: Order): Decision => ({ order, entry: null })

/** The order with one more entry; those it has are never changed. */
export function recorded(order: Order, entry: JournalEntry | null): Order {
  if (!entry) return order
  const isNew = order.entries.every(({ id }) => id !== entry.id)
  assert(isNew, 'an event has one entry', entry.id)
  return { ...order, entries: [...order.entries, balanced(entry)] }
}

export const journalId = (order: OrderId, what: string): JournalEntryId =>
  `journal:${idLetters(order)}:${what}`

export const undeliveredAccount = (order: OrderFacts): Account =>
  `station:${idLetters(order.stationId)}:undelivered`

export const salesAccount = (order: OrderFacts): Account =>
  `station:${idLetters(order.stationId)}:sales`

/**
 * A decision's entry with what else it moved: one event, one entry. Where it has none there may still
 * be one: points that come back from an unpaid order may pay a debt that was made at another cost,
 * and a gift that was charged meanwhile comes back as principal.
 */
export function entryWith(
  entry: JournalEntry | null,
  postings: readonly Posting[],
  { id }: Pick<OrderFacts, 'id'>,
  atMs: EpochMs,
): JournalEntry | null {
  if (entry) return withPostings(entry, postings)
  const isValue = postings.some(({ account }) => account.startsWith('prepaid:'))
  const kind = isValue ? 'given-back' : 'points-taken-back'
  return entryOrNull({ id: journalId(id, 'points-released'), kind, subject: id, atMs }, postings)
}
