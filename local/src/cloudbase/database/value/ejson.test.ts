import { EJSON, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import { decodeStored, encode } from './ejson'

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(-0, 2 ** 31, -(2 ** 31), 2 ** 53, 2 ** 63, -(2 ** 63), 1e300, NaN, -Infinity),
)
/** An invalid date cannot be stored: bson reads it as the first instant (a row below). */
const date = fc.date({ noInvalidDate: true })
const objectId = fc.constant(new ObjectId('0123456789abcdef01234567'))
const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '_bsontype'))
const document = fc.dictionary(
  key,
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(number, date, objectId, fc.string(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        key.filter((name) => !name.startsWith('$')),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value,
  { maxKeys: 5, noNullPrototype: true },
)
/** bson fails on a field of this name, and on whole numbers beyond 2⁵³. */
const isBsonsToo = (text: string) => !/_bsontype|"-?\d{17,}"/.test(text)

test('writes what bson writes', () => {
  fc.assert(
    fc.property(document, (value) => {
      const text = encode(value)
      if (isBsonsToo(text)) expect(text).toBe(EJSON.stringify(value, { relaxed: false }))
    }),
  )
})

test('reads what bson reads', () => {
  fc.assert(
    fc.property(document, (value) => {
      const text = encode(value)
      if (isBsonsToo(text)) expect(decodeStored(text)).toEqual(EJSON.parse(text))
    }),
  )
})

test('round-trips', () => {
  fc.assert(
    fc.property(document, (value) => {
      const text = encode(value)
      expect(encode(decodeStored(text))).toBe(text)
    }),
  )
})

test.each([
  ['a long number', { $numberLong: '4102444800000' }, 4_102_444_800_000],
  ['a number as words', { $numberInt: 'many' }, NaN],
  ['an invalid date', { $date: { $numberLong: 'NaN' } }, new Date(0)],
  ['a date as text', { $date: '2026-01-01T00:00:00Z' }, new Date('2026-01-01T00:00:00Z')],
])('reads %s', (_, json, value) => {
  expect(decodeStored(JSON.stringify({ value: json }))).toEqual({ value })
})

test('writes bson’s classes as bson does', () => {
  expect(encode({ n: Long.fromString('9007199254740993') })).toBe(
    '{"n":{"$numberLong":"9007199254740993"}}',
  )
})
