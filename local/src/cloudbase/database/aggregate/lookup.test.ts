import fc from 'fast-check'
import { StackClock } from '../../../clock'
import { type DurableFile, openDurableFile } from '../../../durable-file'
import { aggregate } from './aggregate'
import type { Document } from '../value/bson-value'
import { type Database, openDatabase } from '../database'
import { insert } from '../update/insert-document'

let file: DurableFile
let database: Database
beforeEach(() => {
  file = openDurableFile({ path: ':memory:' })
  const clock = new StackClock({ frozen: true, onError: () => undefined })
  database = openDatabase({ clock, file })
})
afterEach(() => file.close())

const INDEXES = [{ name: 'key', keys: { key: 1 as const }, unique: false }]

const scalar = fc.constantFrom<unknown>(null, 0, 1, 'x', 'y', true)
const value = fc.oneof({ weight: 3, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }))
const rowsWith = (field: string) =>
  fc.array(fc.record({ [field]: value }, { requiredKeys: [] }), { maxLength: 12 })

async function fill(name: string, rows: readonly Document[]): Promise<void> {
  await database.run(undefined, (session) => {
    for (const [_id, row] of rows.entries())
      insert(session, database.catalog.table(name), { _id, ...row })
  })
}

const joined = (from: string, spec: Document) =>
  database.run(undefined, (session) => {
    const { catalog } = database
    const source = { catalog, session, table: catalog.table('local') }
    return aggregate(source, [{ $lookup: { from, as: 'partners', ...spec } }])
  })

test('a join by an index finds the partners that one in memory finds', async () => {
  await fc.assert(
    fc.asyncProperty(rowsWith('at'), rowsWith('key'), async (locals, foreigns) => {
      database.reset()
      database.catalog.declare({ local: [], plain: [], indexed: INDEXES })
      await fill('local', locals)
      for (const name of ['plain', 'indexed']) await fill(name, foreigns)
      const fields = { localField: 'at', foreignField: 'key' }
      const sets = (rows: Document[]) =>
        rows.map(({ partners }) => (partners as Document[]).map(({ _id }) => _id).sort())
      expect(sets(await joined('indexed', fields))).toEqual(sets(await joined('plain', fields)))
    }),
    { numRuns: 200 },
  )
})

test('a join by id or by an index reads the partners and nothing else', async () => {
  database.catalog.declare({ local: [], indexed: INDEXES })
  await fill('local', [{ at: 1 }, { at: [2, 3] }])
  const rows = Array.from({ length: 200 }, (_, key) => ({ key }))
  await fill('indexed', rows)
  const table = database.catalog.table('indexed')
  const scan = jest.spyOn(table, 'candidates')
  for (const foreignField of ['_id', 'key']) {
    const [first, second] = await joined('indexed', { localField: 'at', foreignField })
    expect(first?.['partners']).toEqual([{ _id: 1, key: 1 }])
    expect(second?.['partners']).toHaveLength(2)
  }
  expect(scan.mock.calls.map(([{ by }]) => by)).toEqual(Array(4).fill('union'))
})
