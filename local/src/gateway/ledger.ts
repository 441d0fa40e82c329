import type { DurableFile } from '../durable-file'
import { openRecords } from '../records'

/** Amount added to an account (positive) or taken from it (negative), in fen. */
export interface Posting<Account extends string> {
  readonly account: Account
  readonly amountFen: number
}

/** A movement of money. Its postings add up to zero. */
export interface Entry<Kind extends string, Account extends string> {
  /** Counts up from 1, without gaps. */
  readonly number: number
  readonly atMs: number
  readonly kind: Kind
  /** The number of the payment, refund or share that it belongs to. */
  readonly reference: string
  readonly postings: readonly Posting<Account>[]
}

/** Append-only double-entry books of a gateway, the source of its bills. */
export interface Ledger<Kind extends string, Account extends string> {
  /** Zero postings are left out. Throws if the rest does not add up to zero. */
  post(entry: Omit<Entry<Kind, Account>, 'number'>): void
  balanceOf(account: Account): number
  /** Oldest first. */
  entries(): readonly Entry<Kind, Account>[]
  clear(): void
}

export function openLedger<Kind extends string, Account extends string>(
  file: DurableFile,
  name: string,
): Ledger<Kind, Account> {
  const entries = openRecords<Entry<Kind, Account>>(file, `${name}.entry`)
  const balances = openRecords<number>(file, `${name}.balance`)
  let count = entries.all().length
  return {
    post(entry) {
      const postings = entry.postings.filter(({ amountFen }) => amountFen !== 0)
      assertBalanced(entry.kind, postings)
      const number = ++count
      entries.put(String(number).padStart(12, '0'), { number, ...entry, postings })
      for (const { account, amountFen } of postings) {
        balances.put(account, (balances.get(account) ?? 0) + amountFen)
      }
    },
    balanceOf: (account) => balances.get(account) ?? 0,
    entries: () => entries.all().map(({ value }) => value),
    clear() {
      count = 0
      for (const records of [entries, balances]) {
        for (const { key } of records.all()) records.remove(key)
      }
    },
  }
}

function assertBalanced(kind: string, postings: readonly Posting<string>[]): void {
  const sumFen = postings.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const areWhole = postings.every(({ amountFen }) => Number.isSafeInteger(amountFen))
  if (sumFen !== 0 || !areWhole) throw new Error(`an entry of ${kind} is out of balance: ${sumFen}`)
}

/** Total change by an entry of the accounts of one sort. */
export const changeOf = <Account extends string>(
  { postings }: Pick<Entry<string, Account>, 'postings'>,
  isOf: (account: Account) => boolean,
): number =>
  postings.reduce((sum, { account, amountFen }) => (isOf(account) ? sum + amountFen : sum), 0)
