import { createHash } from 'node:crypto'
import {
  afterGuess,
  type GuessLimit,
  guessAgainAfterMs,
  type Guesses,
} from '@palm/shared/limit/guesses'
import { makeId } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Database } from '../database/session'
import { guesses } from '../documents/guesses'
import type { TooOftenRefusal } from './limiter'

/** Wrong guesses, counted in a document, independent of the number of instances. */
export interface GuessCount {
  /**
   * Counts a guess before it is checked, so that concurrent ones count, too. Two billed calls and a
   * transaction.
   */
  take(who: string): Promise<Result<null, TooOftenRefusal>>
  /** Whether a guess is allowed now; counts nothing. One billed call. */
  look(who: string): Promise<Result<null, TooOftenRefusal>>
  /** The guess was right: earlier ones no longer count. */
  forget(who: string): Promise<void>
}

/** `what` is the secret, such as an invitation; `who` the guesser, a member or an address. */
export function openGuesses(
  { clock, database }: { readonly database: Database; readonly clock: () => EpochMs },
  what: string,
  limit: GuessLimit,
): GuessCount {
  const idOf = (who: string) =>
    makeId(
      'guesses',
      createHash('sha256')
        .update(JSON.stringify([what, who]))
        .digest(),
    )
  const refusalOf = (known: Guesses | null) => {
    const retryAfterMs = guessAgainAfterMs(known, limit, clock())
    return retryAfterMs === null
      ? ok(null)
      : refuse({ code: 'request/too-often' as const, retryAfterMs })
  }
  return {
    take: (who) =>
      database.transaction(async (transaction) => {
        const known = await transaction.get(guesses, idOf(who))
        const refusal = refusalOf(known)
        if (!refusal.ok) return refusal
        await transaction.put(guesses, { id: idOf(who), ...afterGuess(known, limit, clock()) })
        return ok(null)
      }),
    look: async (who) => refusalOf(await database.get(guesses, idOf(who))),
    forget: (who) => database.put(guesses, { id: idOf(who), sinceMs: clock(), wrong: 0 }),
  }
}
