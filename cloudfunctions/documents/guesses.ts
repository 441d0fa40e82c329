import type { Guesses } from '@palm/shared/limit/guesses'
import type { Id } from '@palm/shared/kernel/id'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/** Under a hash of the subject and the guesser, so that it names no person. */
export interface StoredGuesses extends Guesses {
  readonly id: Id<'guesses'>
}

export const guesses = collectionOf<StoredGuesses>(
  'guesses',
  z.strictObject({
    id: idValue('guesses'),
    sinceMs: instantValue,
    wrong: z.int().nonnegative(),
  }),
)
