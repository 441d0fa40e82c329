import { type Fen, fen, negateFen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { points } from '../kernel/points'
import type { Account, JournalEntry, JournalEntryId, Posting } from '../ledger/journal'
import type { Party } from '../ledger/party'
import {
  balanceOf,
  costFen,
  type PointsAccount,
  type PointsDebt,
  pointsOf,
  takeFrom,
} from './account'

/** Result of a verb: the next account, its row in the member's statement, its journal entry. */
export interface PointsDecision {
  readonly account: PointsAccount
  readonly row: PointsRow | null
  readonly entry: JournalEntry | null
}

export const POINTS_ROW_KINDS = [
  'earned',
  'held',
  'released',
  'given-back',
  'taken-back',
  'expired',
  'merged',
  'separated',
] as const

/** 积分明细. A member's rows always add up to the balance. */
export interface PointsRow {
  readonly kind: (typeof POINTS_ROW_KINDS)[number]
  /** Signed. */
  readonly points: number
  /** The member's balance after it. */
  readonly balance: number
  readonly orderId: Id<'order'> | null
  readonly atMs: EpochMs
}

/** The verb is a repeat, or changes the account without moving points. */
export const nothingMoved = (account: PointsAccount): PointsDecision => ({
  account,
  row: null,
  entry: null,
})

/** The statement row for a change of balance; none if it stays the same. */
export function rowOf(
  before: PointsAccount,
  after: PointsAccount,
  facts: Pick<PointsRow, 'kind' | 'orderId' | 'atMs'>,
): PointsRow | null {
  const balance = balanceOf(after)
  const change = balance - balanceOf(before)
  return change === 0 ? null : { ...facts, points: change, balance }
}

export const marketingAccount = (party: Party): Account => `marketing:points:${party}`

/** Postings that increase the points liability at the expense of another account. */
export const owedMore = (account: Account, amountFen: Fen): readonly Posting[] => [
  { account, amountFen },
  { account: 'points', amountFen: negateFen(amountFen) },
]

export const journalId = (subject: Id<string>, what: string): JournalEntryId =>
  `journal:${idLetters(subject)}:${what}`

/**
 * Pays debts with the available points, oldest debt first. If the debt and the points have
 * different unit costs, the debt's unit bears the difference.
 */
export function withDebtsPaid(account: PointsAccount): {
  readonly account: PointsAccount
  readonly postings: readonly Posting[]
} {
  const debts: PointsDebt[] = []
  const postings: Posting[] = []
  let { lots } = account
  for (const debt of account.debts) {
    const paid = takeFrom(lots, debt.points, () => true)
    lots = paid.lots
    const count = pointsOf(paid.takings)
    const difference = count * debt.unitCostFen - costFen(paid.takings)
    postings.push(...owedMore(marketingAccount(debt.grantedBy), fen(difference)))
    if (count < debt.points) debts.push({ ...debt, points: points(debt.points - count) })
  }
  return { account: { ...account, lots, debts }, postings }
}
