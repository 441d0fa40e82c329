import { cardCodes, cardKey } from './card-code'

const SECRET = 'a-card-secret-of-thirty-two-bytes-or-more'

test('a code is sixteen letters in groups of four', () => {
  const form = /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/
  const codes = cardCodes('salt', 100, SECRET)
  expect(codes.filter((code) => form.test(code))).toHaveLength(100)
  expect(new Set(codes).size).toBe(100)
})

test('a batch’s codes are reproducible, and differ for another salt or secret', () => {
  const codes = cardCodes('salt', 3, SECRET)
  expect(cardCodes('salt', 3, SECRET)).toEqual(codes)
  expect(cardCodes('pepper', 3, SECRET)).not.toEqual(codes)
  expect(cardCodes('salt', 3, `${SECRET}!`)).not.toEqual(codes)
})

test.each([
  ['7K2M-9P3Q-0V8X-R6S1', '7k2m9p3q0v8xr6s1'],
  ['7K2M-9P3Q-0V8X-R6S1', '7K2M 9P3Q OV8X R6SI'],
])('%s and %s are one card', (printed, typed) => {
  expect(cardKey(typed, SECRET)).toEqual(cardKey(printed, SECRET))
})

test('with another secret it is another card', () => {
  expect(cardKey('7K2M', SECRET)).not.toEqual(cardKey('7K2M', `${SECRET}!`))
})
