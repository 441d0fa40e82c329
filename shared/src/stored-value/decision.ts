import { type Fen, NO_FEN, subtractFen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { JournalEntry, JournalEntryId, Posting } from '../ledger/journal'
import { fundedShares } from '../ledger/party'
import { balanceOf, type StoredValueAccount } from './account'
import type { Gift } from './recharge/recharge'
import type { StoredValueSums } from './sums'

/** Result of a verb: the next account, its row in the member's statement, its journal entry. */
export interface StoredValueDecision {
  readonly account: StoredValueAccount
  readonly row: StoredValueRow | null
  readonly entry: JournalEntry | null
}

/** 收支明细. Signed; the rows of a member add up to what is in the account. */
export interface StoredValueRow extends StoredValueSums {
  readonly kind: (typeof STORED_VALUE_ROW_KINDS)[number]
  /** Balance of the account after it. */
  readonly balance: StoredValueSums
  readonly subject: Id<string>
  readonly atMs: EpochMs
}

export const STORED_VALUE_ROW_KINDS = [
  'recharged',
  'spent',
  'given-back',
  'refunded',
  'gift-expired',
  'merged',
  'separated',
] as const

/** The verb had been done before, or is noted in the account without moving anything. */
export const nothingMoved = (account: StoredValueAccount): StoredValueDecision => ({
  account,
  row: null,
  entry: null,
})

/** The row that makes a statement agree with the account; none where nothing moved. */
export function rowOf(
  before: StoredValueAccount,
  after: StoredValueAccount,
  facts: Pick<StoredValueRow, 'kind' | 'subject' | 'atMs'>,
): StoredValueRow | null {
  const [old, balance] = [balanceOf(before), balanceOf(after)]
  const principalFen = subtractFen(balance.principalFen, old.principalFen)
  const giftFen = subtractFen(balance.giftFen, old.giftFen)
  return principalFen === 0 && giftFen === 0 ? null : { ...facts, principalFen, giftFen, balance }
}

export const journalId = (subject: Id<string>, what: string): JournalEntryId =>
  `journal:${idLetters(subject)}:${what}`

/**
 * What a gift's funders bear when it goes from one amount to another. The difference of two splits,
 * so that taking back in parts ends at the last fen where taking back at once does.
 */
export function giftFunding({ funding }: Pick<Gift, 'funding'>, fromFen: Fen, toFen: Fen) {
  const before = fundedShares(funding, fromFen)
  return fundedShares(funding, toFen).map(({ amountFen, party }, index): Posting => ({
    account: `marketing:gift:${party}`,
    amountFen: subtractFen(amountFen, before[index]?.amountFen ?? NO_FEN),
  }))
}
