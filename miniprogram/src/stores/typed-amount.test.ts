import { parseYuan } from '@palm/shared/kernel/fen'
import fc from 'fast-check'
import { type AmountKey, amountIn, typeAmount } from './typed-amount'

const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'back'] as const
const type = (keys: readonly AmountKey[]) => keys.reduce(typeAmount, '')
const typed = (text: string) => type([...text] as AmountKey[])

test.each([
  ['200', '200'],
  ['0200', '200'],
  ['00', '0'],
  ['.5', '0.5'],
  ['1.2.3', '1.23'],
  ['1.234', '1.23'],
  ['123456', '12345'],
  ['99999.99', '99999.99'],
])('typing %s leaves %s', (keys, text) => {
  expect(typed(keys)).toBe(text)
})

test('the last key is undone, down to empty', () => {
  expect(type(['1', '.', 'back', 'back', 'back'])).toBe('')
})

test.each([
  ['', null],
  ['0', null],
  ['0.00', null],
  ['0.01', 1],
  ['12.', 1_200],
  ['99999.99', 9_999_999],
])('%s is an amount of %s', (text, amount) => {
  expect(amountIn(text)).toBe(amount)
})

test('any typed text is readable and within the maximum', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 30 }), (keys) => {
      const text = type(keys)
      const readable = text === '' || parseYuan(text.replace(/\.$/, '')) !== null
      return readable && (amountIn(text) ?? 0) <= 9_999_999
    }),
  )
})
