import { businessDay, type EpochMs } from '../../kernel/instant'
import type { StoredValueAccount } from '../account'
import type { Guard } from './guard'

/** Six digits, of which a keyed hash is stored. */
export const PASSWORD_FORM = /^\d{6}$/

/** Of a million passwords five a day are tried: half a year gives a thief one chance in a thousand. */
export const WRONG_PASSWORDS_MAX = 5

export type PasswordRefusal =
  | { readonly code: 'password/needed' }
  | { readonly code: 'password/not-set' }
  | { readonly code: 'password/wrong'; readonly triesLeft: number }
  | { readonly code: 'password/too-many-tries' }

export interface Proven {
  /** With the wrong tries counted, or cleared; unchanged objects mean that nothing has to be saved. */
  readonly account: StoredValueAccount
  /** Null: the password is right. */
  readonly refusal: PasswordRefusal | null
}

/**
 * Checks a typed password. Wrong ones are counted, so both results have to be saved: a refusal that
 * is not saved lets a thief try on.
 */
export function provePassword(
  account: StoredValueAccount,
  isRight: (passwordHash: string) => boolean,
  nowMs: EpochMs,
): Proven {
  const { guard } = account
  if (guard.passwordHash === null) return { account, refusal: { code: 'password/not-set' } }
  const day = businessDay(nowMs)
  const before = guard.wrong?.day === day ? guard.wrong.count : 0
  if (before >= WRONG_PASSWORDS_MAX) {
    return { account, refusal: { code: 'password/too-many-tries' } }
  }
  if (isRight(guard.passwordHash)) {
    return { account: guard.wrong ? withGuard(account, { wrong: null }) : account, refusal: null }
  }
  const count = before + 1
  const triesLeft = WRONG_PASSWORDS_MAX - count
  const counted = withGuard(account, { wrong: { day, count } })
  const refusal =
    triesLeft > 0
      ? ({ code: 'password/wrong', triesLeft } as const)
      : ({ code: 'password/too-many-tries' } as const)
  return { account: counted, refusal }
}

export const withGuard = (
  account: StoredValueAccount,
  change: Partial<Guard>,
): StoredValueAccount => ({ ...account, guard: { ...account.guard, ...change } })

/** The first ones that anybody tries: one digit six times, or six in a row. */
export const isSimplePassword = (password: string): boolean =>
  /^(\d)\1{5}$/.test(password) || STRAIGHT.includes(password) || BACKWARDS.includes(password)

const STRAIGHT = '01234567890'
const BACKWARDS = '09876543210'
