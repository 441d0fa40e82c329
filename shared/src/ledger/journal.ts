import { assert } from '../kernel/assert'
import { type Fen, negateFen, NO_FEN, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Party } from './party'

export type JournalEntryId = Id<'journal'>

/**
 * Where value rests. Signs: what we hold or are owed is positive, what we owe or have earned is
 * negative, so that every entry sums to 0.
 *
 * - `channel:*`: money that a payment channel holds for the payee
 * - `payout:*`: money returned by a person because the channel would not, by bank transfer or in cash
 * - `station:*:undelivered`: paid for, not yet confirmed as dispensed; owed to drivers
 * - `station:*:sales`: fuel sold; the station's production value, always at the pump price
 * - `prepaid:principal`, `prepaid:gift`: stored value, owed to members
 * - `prepaid:card`: recharge cards issued and not yet redeemed, owed to whoever holds them
 * - `receivable:cards`: what whoever sells recharge cards owes for those that were handed to them
 * - `points`: unspent points at their unit cost, owed to members
 * - `marketing:<what>:<party>`: what a benefit cost the party that funds it
 * - `breakage:<what>`: what was owed and has expired
 */
export type Account =
  | `channel:${string}`
  | `payout:${'bank' | 'cash'}`
  | `station:${string}:undelivered`
  | `station:${string}:sales`
  | `prepaid:${'principal' | 'gift' | 'card'}`
  | 'receivable:cards'
  | 'points'
  | `marketing:${Benefit}:${Party}`
  | `breakage:${'gift' | 'points'}`

/** What marketing money was spent on. `goodwill` is what a driver was spared when a re-quote came out dearer. */
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
] as const

export interface Posting {
  readonly account: Account
  readonly amountFen: Fen
}

/** Immutable, double entry. A mistake is reversed by another entry, never edited. */
export interface JournalEntry {
  readonly id: JournalEntryId
  readonly kind: (typeof JOURNAL_KINDS)[number]
  /** What it is about: the id of an order, a recharge, a member. */
  readonly subject: Id<string>
  readonly atMs: EpochMs
  readonly postings: readonly Posting[]
}

/** Moves an amount from one account to another. Its id makes it happen once. */
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

/** An entry of several postings, one for each account; those of nothing are left out. */
export function entryOf(
  entry: Omit<JournalEntry, 'postings'>,
  postings: readonly Posting[],
): JournalEntry {
  const netted = [...sums(postings)].map(([account, amountFen]) => ({ account, amountFen }))
  return balanced({ ...entry, postings: netted.filter(({ amountFen }) => amountFen !== 0) })
}

/** What undoes these postings. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ account, amountFen }) => ({ account, amountFen: negateFen(amountFen) }))

/** An entry, if anything is posted at all. */
export function entryOrNull(
  entry: Omit<JournalEntry, 'postings'>,
  postings: readonly Posting[],
): JournalEntry | null {
  const written = entryOf(entry, postings)
  return written.postings.length === 0 ? null : written
}

/** The same event with what else it moved: one event, one entry. */
export const withPostings = (entry: JournalEntry, postings: readonly Posting[]): JournalEntry =>
  postings.length === 0 ? entry : entryOf(entry, [...entry.postings, ...postings])

/** Every entry passes here before it is saved and after it is read. */
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
