import fc from 'fast-check'
import { StackClock } from '../../../clock'
import { type DurableFile, openDurableFile } from '../../../durable-file'
import type { Document } from '../value/bson-value'
import { type Database, openDatabase } from '../database'
import type { DocumentTable } from '../document-table'
import { find, type FindOptions } from './find'
import { insert } from '../update/insert-document'

let file: DurableFile
let database: Database
beforeEach(() => {
  file = openDurableFile({ path: ':memory:' })
  const clock = new StackClock({ frozen: true, onError: () => undefined })
  database = openDatabase({ clock, file })
})
afterEach(() => file.close())

const DECLARED = {
  plain: [],
  indexed: [
    { name: 'ab', keys: { a: 1, b: -1 }, unique: false },
    { name: 'bc', keys: { b: 1, 'c.d': 1 }, unique: false },
    { name: 'cd', keys: { 'c.d': -1 }, unique: false },
  ],
}

const scalar = fc.constantFrom<unknown>(null, 0, 1, 2, 'x', 'y', true)
const value = fc.oneof({ weight: 4, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }))
const nested = fc.record({ d: value }, { requiredKeys: [] })
const documents = fc.array(
  fc.record(
    { a: value, b: value, c: fc.oneof(nested, fc.array(nested, { maxLength: 2 }), scalar) },
    { requiredKeys: [] },
  ),
  { maxLength: 25 },
)

const range = fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne')
const condition = fc.oneof<fc.Arbitrary<unknown>[]>(
  value,
  fc.dictionary(range, scalar, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.boolean().map(($exists) => ({ $exists })),
)
const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c.d'), condition, { noNullPrototype: true })
const query: fc.Arbitrary<Document> = fc.oneof(
  fields,
  fields,
  fc.array(fields, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
)
const order = fc.dictionary(fc.constantFrom('a', 'b', 'c.d'), fc.constantFrom(1, -1), {
  noNullPrototype: true,
})

async function fill(table: DocumentTable, rows: readonly Document[]): Promise<void> {
  await database.run(undefined, (session) => {
    for (const [i, row] of rows.entries()) insert(session, table, { _id: i, ...row })
  })
}

const idsOf = (name: string, asked: Document, options?: FindOptions) =>
  database.run(undefined, (session) =>
    find(session, database.catalog.table(name), asked, options).map(
      ({ document }) => document['_id'],
    ),
  )

/** A compound index allows at most one array. */
const canBeIndexed = ({ a, b, c }: { a?: unknown; b?: unknown; c?: unknown }) => {
  const isList = (one: unknown) => Array.isArray(one)
  const d = isList(c) || isList((c as Document | null | undefined)?.['d'])
  return !(isList(a) && isList(b)) && !(isList(b) && d)
}

test('an index finds what a scan finds, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(documents, query, order, async (rows, asked, sort) => {
      database.reset()
      database.catalog.declare(DECLARED)
      const storable = rows.filter(canBeIndexed)
      for (const name of ['plain', 'indexed']) await fill(database.catalog.table(name), storable)
      const options = { order: { ...sort, _id: 1 }, skip: 1, limit: 8 }
      expect(await idsOf('indexed', asked, options)).toEqual(await idsOf('plain', asked, options))
      const unsorted = await idsOf('indexed', asked)
      expect([...unsorted].sort()).toEqual([...(await idsOf('plain', asked))].sort())
    }),
    { numRuns: 400 },
  )
})
