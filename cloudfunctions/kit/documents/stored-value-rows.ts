import { type Id, idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { type StoredValueRow, STORED_VALUE_ROW_KINDS } from '@palm/shared/stored-value/decision'
import { z } from 'zod'
import type { Transaction } from '../database/session'
import { collectionOf } from './collection'
import { fenValue, idValue, instantValue } from './values'

/** 收支明细: one line of a member's statement. Written once, never changed. */
export interface StatementRow extends StoredValueRow {
  readonly id: Id<'stored-value-row'>
  readonly memberId: MemberId
  /** When it was written. Channels tell of the past: in this order the balances follow each other. */
  readonly bookedAtMs: EpochMs
}

const sums = { principalFen: fenValue, giftFen: fenValue }

const row = z.looseObject({
  id: idValue('stored-value-row'),
  memberId: idValue('member'),
  kind: z.enum(STORED_VALUE_ROW_KINDS),
  ...sums,
  balance: z.looseObject(sums),
  subject: z.string().transform((text) => text as StoredValueRow['subject']),
  atMs: instantValue,
  bookedAtMs: instantValue,
})

export const storedValueRows = collectionOf<StatementRow>('storedValueRows', row)

export interface RowContext {
  readonly memberId: MemberId
  /** What happened to the row's subject, as in its journal: `spent`, `given-back:4500`. */
  readonly what: string
  readonly nowMs: EpochMs
}

/**
 * Saves the row of a decision in the transaction that saves the member; where nothing moved there
 * is none. Its id follows from what happened, so that a thing that happens once is written once.
 */
export async function insertRow(
  transaction: Transaction,
  written: StoredValueRow | null,
  { memberId, nowMs, what }: RowContext,
): Promise<void> {
  if (!written) return
  const id = `stored-value-row:${idLetters(written.subject)}:${what}` as const
  await transaction.insert(storedValueRows, { ...written, id, memberId, bookedAtMs: nowMs })
}
