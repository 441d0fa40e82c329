import { epochMs, later } from '../kernel/instant'
import { afterGuess, guessAgainAfterMs } from './guesses'

const NOON = epochMs(1_700_000_000_000)
const after = (ms: number) => later(NOON, ms)

const LIMIT = { max: 2, withinMs: 1_000 }
const two = afterGuess(afterGuess(null, LIMIT, NOON), LIMIT, after(400))

test.each([
  ['nobody without a wrong guess', null, 0, null],
  ['nobody after one wrong guess', afterGuess(null, LIMIT, NOON), 0, null],
  ['a caller with the maximum number of guesses', two, 600, 400],
  ['nobody after the counting period', two, 1_000, null],
])('stops %s', (_, guesses, ms, left) => {
  expect(guessAgainAfterMs(guesses, LIMIT, after(ms))).toBe(left)
})

test('starts again once the first guess no longer counts', () => {
  expect(afterGuess(two, LIMIT, after(1_000))).toEqual({ sinceMs: after(1_000), wrong: 1 })
})
