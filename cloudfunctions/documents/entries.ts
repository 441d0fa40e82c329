import type { JournalEntry } from '@palm/shared/ledger/journal'
import type { Database } from '../database/session'
import { journal } from './journal'
import { orders } from './orders'

/** An order has a handful; 50 partial refunds are the most that a provider allows. */
const ENTRIES_MAX = 200

/**
 * All journal entries of a subject: an order has its own with it, and in the journal those that
 * earlier versions wrote.
 */
export async function entriesOf(
  database: Pick<Database, 'find' | 'get'>,
  subject: string,
): Promise<JournalEntry[]> {
  const [order, entries] = await Promise.all([
    subject.startsWith('order:') ? database.get(orders, subject) : null,
    database.find(journal, { where: { subject }, limit: ENTRIES_MAX }),
  ])
  return [...entries, ...(order?.entries ?? [])]
}
