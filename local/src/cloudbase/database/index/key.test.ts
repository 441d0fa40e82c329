import fc from 'fast-check'
import { Binary, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import { compareValues } from '../query/compare'
import { encodeKey, invert, successor } from './key'

const finiteDate = fc.date({ noInvalidDate: true })
const scalar = fc.oneof(
  fc.constantFrom(null, undefined, true, false, -0, 0, NaN, Infinity, -Infinity),
  fc.constantFrom(new MinKey(), new MaxKey()),
  fc.integer(),
  fc.double(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('\0', '\u0001', 'a', '\uffff', '\u{1f600}', '中') }),
  finiteDate,
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((id) => new ObjectId(Buffer.from(id))),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(Buffer.from(bytes))),
  fc.nat().map((t) => new Timestamp({ t, i: 1 })),
  fc.constantFrom(/a/, /a/i, /b/),
)

/** Values of every kind, three levels deep. */
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c\0', '中'), tie('any'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).any

test('keys sort as the values do', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(Math.sign(encodeKey(a).compare(encodeKey(b)))).toBe(Math.sign(compareValues(a, b)))
    }),
    { numRuns: 2000 },
  )
})

test('inverted keys sort the other way round', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const order = invert(encodeKey(a)).compare(invert(encodeKey(b)))
      expect(Math.sign(order)).toBe(Math.sign(compareValues(b, a)))
    }),
  )
})

test('keys of several values sort by the first that differs', () => {
  fc.assert(
    fc.property(value, value, value, value, (a, b, c, d) => {
      const order = Buffer.concat([encodeKey(a), encodeKey(b)]).compare(
        Buffer.concat([encodeKey(c), encodeKey(d)]),
      )
      expect(Math.sign(order)).toBe(Math.sign(compareValues(a, c) || compareValues(b, d)))
    }),
  )
})

test('the successor lies behind all keys with a prefix and before all others', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const prefix = encodeKey(a)
      const behind = Buffer.concat([prefix, encodeKey(b)])
      expect(behind.compare(successor(prefix))).toBe(-1)
      const other = encodeKey(b)
      if (other.compare(prefix) > 0 && !other.subarray(0, prefix.length).equals(prefix))
        expect(other.compare(successor(prefix))).toBeGreaterThanOrEqual(0)
    }),
  )
})

test.each([
  ['the value below null', undefined, null],
  ['null and numbers', null, -Infinity],
  ['NaN and the least number', NaN, -Infinity],
  ['numbers and texts', Infinity, ''],
  ['texts by code point', '\uffff', '\u{1f600}'],
  ['a text and the same with a zero appended', 'a', 'a\0'],
  ['texts and documents', '\u{10ffff}', {}],
  ['a document by the kind of its first value', { b: 1 }, { a: 'x' }],
  ['a document by the name of its first field', { a: 2 }, { b: 1 }],
  ['documents and arrays', { z: {} }, []],
  ['an array and a longer one', [1], [1, null]],
  ['false and true', false, true],
  ['before 1970 and after', new Date(-1), new Date(0)],
])('%s are in this order', (_, lesser, greater) => {
  expect(compareValues(lesser, greater)).toBeLessThan(0)
  expect(encodeKey(lesser).compare(encodeKey(greater))).toBe(-1)
})
