import type { Id } from '../../kernel/id'
import { businessDay, type BusinessDay, type EpochMs } from '../../kernel/instant'

/**
 * How often a member has typed a code that no card has, on the day of the last one. A code is long
 * enough that nobody guesses it; this keeps people from trying.
 */
export interface CardTries {
  readonly memberId: Id<'member'>
  readonly day: BusinessDay
  readonly wrong: number
}

export const WRONG_CODES_MAX = 5

export interface TooManyTries {
  readonly code: 'card/too-many-tries'
  readonly max: number
}

/** Why no further code is looked at today; null when one may be. */
export const triesRefusal = (tries: CardTries | null, nowMs: EpochMs): TooManyTries | null =>
  tries?.day === businessDay(nowMs) && tries.wrong >= WRONG_CODES_MAX
    ? { code: 'card/too-many-tries', max: WRONG_CODES_MAX }
    : null

export function afterWrongCode(
  tries: CardTries | null,
  memberId: Id<'member'>,
  nowMs: EpochMs,
): CardTries {
  const day = businessDay(nowMs)
  return { memberId, day, wrong: (tries?.day === day ? tries.wrong : 0) + 1 }
}
