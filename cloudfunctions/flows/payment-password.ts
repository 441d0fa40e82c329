import { createHmac } from 'node:crypto'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { type PasswordRefusal, provePassword } from '@palm/shared/stored-value/guard/password'
import type { Database, Transaction } from '../database/session'
import { members } from '../documents/member/members'
import type { UnknownMember } from './account-change'

/** The same digits of two members have different hashes; without the secret none can be guessed. */
export const passwordHash = (password: string, memberId: MemberId, secret: string): string =>
  createHmac('sha256', secret).update(`${memberId}:${password}`).digest('base64url')

export interface TypedPassword {
  readonly memberId: MemberId
  readonly hash: string
  readonly nowMs: EpochMs
}

/**
 * Compares a typed password in a transaction of its own, so that guesses on many phones at once are
 * counted one after the other, whatever becomes of what they were typed for.
 */
export const provePaymentPassword = (
  database: Database,
  typed: TypedPassword,
): Promise<Result<void, PasswordRefusal | UnknownMember>> =>
  database.transaction((transaction) => proveIn(transaction, typed))

async function proveIn(
  transaction: Transaction,
  { hash, memberId, nowMs }: TypedPassword,
): Promise<Result<void, PasswordRefusal | UnknownMember>> {
  const member = await transaction.get(members, memberId)
  if (!member) return refuse({ code: 'member/unknown' })
  const { account, refusal } = provePassword(member.storedValue, hash, nowMs)
  if (account !== member.storedValue)
    await transaction.put(members, { ...member, storedValue: account })
  return refusal ? refuse(refusal) : ok(undefined)
}
