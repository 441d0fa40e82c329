import { DAY_MS, later } from '../../kernel/instant'
import { NOON } from '../../testing/builders/builders'
import { afterWrongCode, type CardTries, triesRefusal, WRONG_CODES_MAX } from './card-tries'

const after = (count: number) =>
  Array.from({ length: count }).reduce<CardTries | null>(
    (tries) => afterWrongCode(tries, 'member:1', NOON),
    null,
  )

test.each([
  ['nobody who has typed none', null, 0, null],
  ['nobody before the last try', after(WRONG_CODES_MAX - 1), 0, null],
  ['a member who has used them all', after(WRONG_CODES_MAX), 0, 'card/too-many-tries'],
  ['nobody on the next day', after(WRONG_CODES_MAX), DAY_MS, null],
])('typing codes is refused to %s', (_, tries, passedMs, code) => {
  expect(triesRefusal(tries, later(NOON, passedMs))?.code ?? null).toBe(code)
})

test('a new day counts from one', () => {
  const tomorrow = later(NOON, DAY_MS)
  expect(afterWrongCode(after(4), 'member:1', tomorrow)).toMatchObject({ wrong: 1 })
})
