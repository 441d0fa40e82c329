import { epochMs, later } from './instant'
import { afterGuess, guessAgainAfterMs } from './guesses'

const NOON = epochMs(1_700_000_000_000)
const after = (ms: number) => later(NOON, ms)

const LIMIT = { most: 2, withinMs: 1_000 }
const two = afterGuess(afterGuess(null, LIMIT, NOON), LIMIT, after(400))

test.each([
  ['nobody who has not guessed', null, 0, null],
  ['nobody who has guessed once', afterGuess(null, LIMIT, NOON), 0, null],
  ['who has guessed as often as one may', two, 600, 400],
  ['nobody for longer than it counts', two, 1_000, null],
])('stops %s', (_, guesses, ms, left) => {
  expect(guessAgainAfterMs(guesses, LIMIT, after(ms))).toBe(left)
})

test('begins anew once the first guess no longer counts', () => {
  expect(afterGuess(two, LIMIT, after(1_000))).toEqual({ sinceMs: after(1_000), wrong: 1 })
})
