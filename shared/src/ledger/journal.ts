import { assert } from '../kernel/assert'
import { type Fen, negateFen, NO_FEN, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Party } from './party'

export type JournalEntryId = Id<'journal'>

/**
 * Ledger accounts. Signs: assets and receivables are positive, liabilities and revenue negative, so
 * that every entry sums to 0.
 *
 * - `provider:*`: money that a payment provider holds for the payee
 * - `payout:*`: money returned by a person instead of the provider, by bank transfer or in cash
 * - `station:*:undelivered`: paid, not yet confirmed as dispensed; owed to drivers
 * - `station:*:sales`: fuel sold; the station's revenue, always at the pump price
 * - `prepaid:principal`, `prepaid:gift`: stored value, owed to members
 * - `prepaid:card`: recharge cards issued and not yet redeemed, owed to their holders
 * - `receivable:cards`: debt of the seller of recharge cards for the cards handed over
 * - `points`: unspent points at their unit cost, owed to members
 * - `marketing:<benefit>:<party>`: cost of a benefit for the party that funds it
 * - `breakage:<kind>`: liabilities that have expired
 */
export type Account =
  | `provider:${string}`
  | `payout:${'bank' | 'cash'}`
  | `station:${string}:undelivered`
  | `station:${string}:sales`
  | `prepaid:${'principal' | 'gift' | 'card'}`
  | 'receivable:cards'
  | 'points'
  | `marketing:${Benefit}:${Party}`
  | `breakage:${'gift' | 'points'}`

/**
 * Purpose of marketing cost. `goodwill` is the amount waived when a new quote would have cost the
 * driver more.
 */
export type Benefit = 'price' | 'coupon' | 'points' | 'gift' | 'goodwill'

export const JOURNAL_KINDS = [
  'paid',
  'confirmed',
  'corrected',
  'reversed',
  'refunded',
  'points-earned',
  'points-taken-back',
  'points-expired',
  'cards-issued',
  'cards-voided',
  'recharged',
  'recharge-refunded',
  'gift-taken-back',
  'gift-expired',
  'given-back',
  'merged',
] as const

export interface Posting {
  readonly account: Account
  readonly amountFen: Fen
}

/** Immutable, double entry. A mistake is reversed by another entry, never edited. */
export interface JournalEntry {
  readonly id: JournalEntryId
  readonly kind: (typeof JOURNAL_KINDS)[number]
  /** Subject: the id of an order, a recharge or a member. */
  readonly subject: Id<string>
  readonly atMs: EpochMs
  readonly postings: readonly Posting[]
}

/** Moves an amount from one account to another. The entry's id makes it idempotent. */
export function transfer(
  entry: Omit<JournalEntry, 'postings'>,
  from: Account,
  to: Account,
  amountFen: Fen,
): JournalEntry {
  assert(amountFen > 0, 'a transfer moves something')
  return balanced({
    ...entry,
    postings: [
      { account: to, amountFen },
      { account: from, amountFen: negateFen(amountFen) },
    ],
  })
}

/** An entry of several postings, one per account; zero postings are left out. */
export function entryOf(
  entry: Omit<JournalEntry, 'postings'>,
  postings: readonly Posting[],
): JournalEntry {
  const netted = [...sums(postings)].map(([account, amountFen]) => ({ account, amountFen }))
  return balanced({ ...entry, postings: netted.filter(({ amountFen }) => amountFen !== 0) })
}

/** The opposite postings. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ account, amountFen }) => ({ account, amountFen: negateFen(amountFen) }))

/** An entry; null if all postings are zero. */
export function entryOrNull(
  entry: Omit<JournalEntry, 'postings'>,
  postings: readonly Posting[],
): JournalEntry | null {
  const written = entryOf(entry, postings)
  return written.postings.length === 0 ? null : written
}

/** Adds postings to an entry, so that one event has one entry. */
export const withPostings = (entry: JournalEntry, postings: readonly Posting[]): JournalEntry =>
  postings.length === 0 ? entry : entryOf(entry, [...entry.postings, ...postings])

/** Checked for every entry before it is saved and after it is read. */
export function balanced(entry: JournalEntry): JournalEntry {
  const sum = sumFen(entry.postings.map(({ amountFen }) => amountFen))
  assert(sum === 0, `journal entry ${entry.id} does not balance: ${sum}`)
  return entry
}

/** Balance of each account after these entries. */
export const balances = (entries: readonly JournalEntry[]): ReadonlyMap<Account, Fen> =>
  sums(entries.flatMap(({ postings }) => postings))

function sums(postings: readonly Posting[]): ReadonlyMap<Account, Fen> {
  const totals = new Map<Account, Fen>()
  for (const { account, amountFen } of postings) {
    totals.set(account, sumFen([totals.get(account) ?? NO_FEN, amountFen]))
  }
  return totals
}
