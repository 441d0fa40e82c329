import { type Id, idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { type StoredValueRow, STORED_VALUE_ROW_KINDS } from '@palm/shared/stored-value/decision'
import { z } from 'zod'
import type { Transaction } from '../../database/session'
import { collectionOf } from '../collection'
import { fenValue, idValue, instantValue } from '../values'

/** 收支明细: one line of a member's statement. Written once, never changed. */
export interface StatementRow extends StoredValueRow {
  readonly id: Id<'stored-value-row'>
  readonly memberId: MemberId
  /** Time of writing. Providers report past events: balances follow this order. */
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
  /** Event of the row's subject, as in its journal: `spent`, `given-back:4500`. */
  readonly what: string
  readonly nowMs: EpochMs
}

/**
 * Saves the row of a decision in the transaction that saves the member; none if nothing moved. Its
 * id is derived from the event, which makes it idempotent.
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
