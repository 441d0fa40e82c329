import { idLetters } from '../kernel/id'
import type { Account, JournalEntry, JournalEntryId } from '../ledger/journal'
import type { Order, OrderFacts, OrderId } from './order'

/** What a verb leads to: the next state, and the journal entry that is saved with it. */
export interface Decision {
  readonly order: Order
  readonly entry: JournalEntry | null
}

/** The verb had been done before: nothing to save, the answer is the first one's. */
export const unchanged = (order: Order): Decision => ({ order, entry: null })

export const journalId = (order: OrderId, what: string): JournalEntryId =>
  `journal:${idLetters(order)}:${what}`

export const channelAccount = (order: OrderFacts): Account => `channel:${order.channel}`

export const undeliveredAccount = (order: OrderFacts): Account =>
  `station:${idLetters(order.stationId)}:undelivered`

export const salesAccount = (order: OrderFacts): Account =>
  `station:${idLetters(order.stationId)}:sales`
