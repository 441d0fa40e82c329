import type { EpochMs } from '../kernel/instant'
import { later } from '../kernel/instant'

/** Number of wrong guesses since the first one that still counts. */
export interface Guesses {
  readonly sinceMs: EpochMs
  readonly wrong: number
}

export interface GuessLimit {
  readonly max: number
  readonly withinMs: number
}

/** Time until the next guess is allowed; null if it is allowed now. */
export function guessAgainAfterMs(
  guesses: Guesses | null,
  { max, withinMs }: GuessLimit,
  nowMs: EpochMs,
): number | null {
  if (!guesses || guesses.wrong < max) return null
  const leftMs = later(guesses.sinceMs, withinMs) - nowMs
  return leftMs > 0 ? leftMs : null
}

export const afterGuess = (
  guesses: Guesses | null,
  { withinMs }: GuessLimit,
  nowMs: EpochMs,
): Guesses =>
  guesses && later(guesses.sinceMs, withinMs) > nowMs
    ? { ...guesses, wrong: guesses.wrong + 1 }
    : { sinceMs: nowMs, wrong: 1 }
