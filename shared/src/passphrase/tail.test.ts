import { ID_ALPHABET } from '../kernel/id'
import { freeTail, tailCandidates } from './tail'

const SECRET = '5e'.repeat(32)
const ORDER = 'order:0123456789abcdef7k2m'

test('tails follow from the number and the secret only, and cannot be chosen by a phone', () => {
  expect(tailCandidates(SECRET, ORDER)).toEqual(tailCandidates(SECRET, ORDER))
  expect(tailCandidates(SECRET, ORDER)).not.toContain('7K2M')
  expect(tailCandidates('6f'.repeat(32), ORDER)).not.toEqual(tailCandidates(SECRET, ORDER))
})

test('tails can be read aloud, and are evenly distributed', () => {
  const orders = Array.from(
    { length: 2_000 },
    (_, at) => `order:${String(at).padStart(20, '0')}` as const,
  )
  const tails = orders.map((order) => tailCandidates(SECRET, order)[0]!)
  const letters = new Set(tails.join(''))
  expect(letters).toEqual(new Set(ID_ALPHABET.toUpperCase()))
  tails.forEach((tail) => expect(tail).toHaveLength(4))
})

test('a tail of an open order is not reused', () => {
  const [first, second] = tailCandidates(SECRET, ORDER) as [string, string]
  expect(freeTail(tailCandidates(SECRET, ORDER), new Set())).toBe(first)
  expect(freeTail(tailCandidates(SECRET, ORDER), new Set([first]))).toBe(second)
})
