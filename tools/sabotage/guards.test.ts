import { GUARDS, isFound } from './guards'

/** A sample of the mutation test alone would find a moved guard on some days only. */
test('every guard is at its place, once', () => {
  expect(GUARDS.filter((guard) => !isFound(guard)).map(({ name }) => name)).toEqual([])
})
