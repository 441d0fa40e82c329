import type { Document } from '../value/bson-value'
import { indexEntries } from './index-entries'
import { encodeKey } from './key'

const cases: [string, Document, Record<string, number>, unknown[][]][] = [
  ['a field', { a: 1 }, { a: 1 }, [[1]]],
  ['a missing field as null', {}, { a: 1 }, [[null]]],
  ['a nested field', { a: { b: 2 } }, { 'a.b': 1 }, [[2]]],
  ['a path through a scalar as null', { a: 5 }, { 'a.b': 1 }, [[null]]],
  ['several fields together', { a: 1, b: 2 }, { a: 1, b: 1 }, [[1, 2]]],
  ['each element of an array', { a: [1, 2] }, { a: 1 }, [[1], [2]]],
  ['an element that repeats once', { a: [1, 1] }, { a: 1 }, [[1]]],
  ['an array within an array whole', { a: [[1, 2]] }, { a: 1 }, [[[1, 2]]]],
  ['an empty array below null', { a: [] }, { a: 1 }, [[undefined]]],
  ['an empty array on the way as null', { a: [] }, { 'a.b': 1 }, [[null]]],
  ['documents in an array', { a: [{ b: 1 }, { c: 2 }] }, { 'a.b': 1 }, [[1], [null]]],
  ['one array for two fields in step', { a: [{ b: 1, c: 2 }] }, { 'a.b': 1, 'a.c': 1 }, [[1, 2]]],
  [
    'an array beside a field',
    { a: [1, 2], b: 3 },
    { b: 1, a: 1 },
    [
      [3, 1],
      [3, 2],
    ],
  ],
  ['an element by its index', { a: [7, 8] }, { 'a.1': 1 }, [[8]]],
]

test.each(cases)('an index holds %s', (_, document, keys, rows) => {
  const wanted = rows.map((row) => Buffer.concat(row.map(encodeKey)).toString('hex'))
  expect(indexEntries(document, keys).keys.map((key) => key.toString('hex'))).toEqual(wanted)
})

test('an index refuses two arrays at once', () => {
  expect(() => indexEntries({ a: [1], b: [2] }, { a: 1, b: 1 })).toThrow(
    expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' }),
  )
})
