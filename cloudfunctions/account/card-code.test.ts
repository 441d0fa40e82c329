import { cardKey, newCardCode } from './card-code'

const SECRET = 'a-card-secret-of-thirty-two-bytes-or-more'

test('a code is sixteen letters in groups of four', () => {
  expect(newCardCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
})

test.each([
  ['7K2M-9P3Q-0V8X-R6S1', '7k2m9p3q0v8xr6s1'],
  ['7K2M-9P3Q-0V8X-R6S1', '7K2M 9P3Q OV8X R6SI'],
])('%s and %s are one card', (printed, typed) => {
  expect(cardKey(typed, SECRET)).toEqual(cardKey(printed, SECRET))
})

test('with another secret it is another', () => {
  expect(cardKey('7K2M', SECRET)).not.toEqual(cardKey('7K2M', `${SECRET}!`))
})
