import type { CloudBase } from '@cloudbase/node-sdk'
import type { Promises } from './load'

/** Violations found by the check; empty if there are none. */
export interface CrashFindings {
  /** Acknowledged transfers and counts that are missing. */
  readonly lost: readonly string[]
  /** Partial transfers, and accounts that disagree with the journal. */
  readonly half: readonly string[]
}

interface Entry {
  readonly transfer: string
  readonly account: string
  readonly amount: number
}

/** The journal of all rounds so far. */
export interface Journal {
  readonly sides: Map<string, number>
  readonly balances: Map<string, number>
}

export const emptyJournal = (): Journal => ({ sides: new Map(), balances: new Map() })

/**
 * Compares a database with the acknowledgements of its callers, and the journal with the accounts.
 */
export async function checkRound(
  app: CloudBase,
  round: number,
  promises: Promises,
  journal: Journal,
): Promise<CrashFindings> {
  for (const entry of await entriesOf(app, { round })) post(journal, entry)
  const counts = await valuesOf<{ count: number }>(app, 'counters')
  const accounts = await valuesOf<{ balance: number }>(app, 'accounts')
  const names = new Set([...journal.balances.keys(), ...accounts.keys()])
  return {
    lost: [
      ...[...promises.transfers].filter((transfer) => !journal.sides.has(transfer)),
      ...[...promises.counters]
        .filter(([id, count]) => (counts.get(id)?.count ?? 0) < count)
        .map(([id, count]) => `${id} at ${count}`),
    ],
    half: [
      ...[...journal.sides].filter(([, sides]) => sides !== 2).map(([transfer]) => transfer),
      ...[...names].filter(
        (name) => (accounts.get(name)?.balance ?? 0) !== (journal.balances.get(name) ?? 0),
      ),
    ],
  }
}

/** The same for everything from the beginning. */
export async function checkAll(app: CloudBase, promises: Promises): Promise<CrashFindings> {
  const journal = emptyJournal()
  for (const entry of await entriesOf(app, {})) post(journal, entry)
  return checkRound(app, NO_ROUND, promises, journal)
}

const NO_ROUND = -1

function post({ balances, sides }: Journal, { account, amount, transfer }: Entry): void {
  sides.set(transfer, (sides.get(transfer) ?? 0) + 1)
  balances.set(account, (balances.get(account) ?? 0) + amount)
}

const PAGE = 1000

async function entriesOf(app: CloudBase, query: object): Promise<Entry[]> {
  const journal = app.database().collection('journal').where(query)
  const entries: Entry[] = []
  for (;;) {
    const { data } = await journal.skip(entries.length).limit(PAGE).get()
    entries.push(...(data as Entry[]))
    if (data.length < PAGE) return entries
  }
}

async function valuesOf<Value>(app: CloudBase, collection: string) {
  const { data } = await app.database().collection(collection).limit(PAGE).get()
  return new Map((data as (Value & { _id: string })[]).map((value) => [value._id, value]))
}
