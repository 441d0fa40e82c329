import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { type PasswordRefusal, provePassword } from '@palm/shared/stored-value/guard/password'
import type { Database, Transaction } from '../database/session'
import { currentMember, members } from '../documents/member/members'
import type { UnknownMember } from './account-change'

const SALT_BYTES = 12

/**
 * `salt.hash`, for the account to keep: the same digits of two members differ, and without the secret,
 * which the database does not have, none can be guessed. It names no member, so that it goes along with
 * an account that is merged.
 */
export function passwordHash(
  password: string,
  secret: string,
  salt = randomBytes(SALT_BYTES).toString('base64url'),
): string {
  const hash = createHmac('sha256', secret).update(`${salt}:${password}`).digest('base64url')
  return `${salt}.${hash}`
}

const isPassword = (typed: string, secret: string) => (kept: string) => {
  const [salt = ''] = kept.split('.')
  const [a, b] = [Buffer.from(passwordHash(typed, secret, salt)), Buffer.from(kept)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export interface TypedPassword {
  readonly memberId: MemberId
  readonly password: string
  readonly secret: string
  readonly nowMs: EpochMs
}

/**
 * Checks a typed password in a transaction of its own, so that guesses on many phones at once are
 * counted one after the other, whatever becomes of what they were typed for.
 */
export const provePaymentPassword = (
  database: Database,
  typed: TypedPassword,
): Promise<Result<void, PasswordRefusal | UnknownMember>> =>
  database.transaction((transaction) => proveIn(transaction, typed))

async function proveIn(
  transaction: Transaction,
  { memberId, nowMs, password, secret }: TypedPassword,
): Promise<Result<void, PasswordRefusal | UnknownMember>> {
  const member = await currentMember(transaction, memberId)
  if (!member) return refuse({ code: 'member/unknown' })
  const { storedValue } = member
  const { account, refusal } = provePassword(storedValue, isPassword(password, secret), nowMs)
  if (account !== storedValue) await transaction.put(members, { ...member, storedValue: account })
  return refusal ? refuse(refusal) : ok(undefined)
}
