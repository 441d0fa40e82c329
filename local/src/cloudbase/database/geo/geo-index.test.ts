import fc from 'fast-check'
import { StackClock } from '../../../clock'
import { type DurableFile, openDurableFile } from '../../../durable-file'
import type { Document } from '../value/bson-value'
import { type Database, openDatabase } from '../database'
import { find, type FindOptions } from '../query/find'
import { nearestOf } from './geo'
import { insert } from '../update/insert-document'
import { compileQuery } from '../query/query'

let file: DurableFile
let database: Database
beforeEach(() => {
  file = openDurableFile({ path: ':memory:' })
  const clock = new StackClock({ frozen: true, onError: () => undefined })
  database = openDatabase({ clock, file })
})
afterEach(() => file.close())

const near = (around: number, by: number) =>
  fc.double({ min: around - by, max: around + by, noNaN: true })

/** In one city, on either side of the date line, at the poles, and anywhere. */
const position = fc
  .oneof(
    fc.tuple(near(116.4, 0.05), near(39.9, 0.05)),
    fc.tuple(fc.oneof(near(179.9, 0.1), near(-179.9, 0.1)), near(10, 0.1)),
    fc.tuple(near(0, 180), fc.oneof(near(89.9, 0.1), near(-89.9, 0.1))),
    fc.tuple(near(0, 180), near(0, 90)),
    fc.constantFrom([0, 0], [180, 0], [-180, 0], [0, 90], [0, -90], [90, 45]),
  )
  .map(([lng, lat]) => [lng, lat] as [number, number])

const point = position.map((coordinates) => ({ type: 'Point', coordinates }))
const line = fc.tuple(position, position).map((ends) => ({ type: 'LineString', coordinates: ends }))
const square = fc.tuple(position, fc.constantFrom(0.001, 0.05, 3, 60)).map(([[lng, lat], size]) => {
  const [east, north] = [Math.min(180, lng + size), Math.min(90, lat + size)]
  const ring = [
    [lng, lat],
    [east, lat],
    [east, north],
    [lng, north],
    [lng, lat],
  ]
  return { type: 'Polygon', coordinates: [ring] }
})
const place = fc.oneof(
  { weight: 6, arbitrary: point },
  { weight: 1, arbitrary: line },
  { weight: 1, arbitrary: square },
  { weight: 1, arbitrary: position },
  { weight: 1, arbitrary: fc.array(point, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
)
const places = fc.array(fc.record({ at: place, open: fc.boolean() }), { maxLength: 30 })

const metres = fc.constantFrom(0, 10, 500, 3_000, 50_000, 2_000_000, 11_000_000)
const nearby = fc.record(
  { $geometry: point, $minDistance: metres, $maxDistance: metres },
  { requiredKeys: ['$geometry'] },
)
const area = fc.oneof(
  square.map(($geometry) => ({ $geoWithin: { $geometry } })),
  fc
    .tuple(position, metres)
    .map(([center, m]) => ({ $geoWithin: { $centerSphere: [center, m / 6_378_100] } })),
  fc.oneof(square, line, point).map(($geometry) => ({ $geoIntersects: { $geometry } })),
)
const filter = fc.constantFrom<Document[]>({}, { open: true })

const INDEXES = { places: [{ name: 'at', keys: { at: '2dsphere' as const }, unique: false }] }

async function fill(rows: readonly Document[]): Promise<Document[]> {
  database.reset()
  database.catalog.declare(INDEXES)
  const documents = rows.map((row, _id) => ({ _id, ...row }))
  await database.run(undefined, (session) => {
    for (const document of documents) insert(session, database.catalog.table('places'), document)
  })
  return documents
}

const idsOf = (query: Document, options?: FindOptions) =>
  database.run(undefined, (session) =>
    find(session, database.catalog.table('places'), query, options).map(
      ({ document }) => document['_id'],
    ),
  )

const metresTo = (document: Document, center: unknown) =>
  nearestOf(document, 'at', center)?.distanceM ?? Infinity

test('the nearest are those of a full scan, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(
      places,
      nearby,
      filter,
      fc.constantFrom(1, 3, Infinity),
      async (rows, $nearSphere, more, limit) => {
        const documents = await fill(rows)
        const query = { at: { $nearSphere }, ...more }
        const found = documents
          .filter(compileQuery(query))
          .map((document) => ({ document, m: metresTo(document, $nearSphere.$geometry) }))
          .sort((a, b) => a.m - b.m)
          .slice(0, limit)
          .map(({ document }) => document['_id'])
        expect(await idsOf(query, { limit })).toEqual(found)
      },
    ),
    { numRuns: 200 },
  )
})

test('places in an area are those of a full scan', async () => {
  await fc.assert(
    fc.asyncProperty(places, area, filter, async (rows, at, more) => {
      const documents = await fill(rows)
      const query = { at, ...more }
      const found = documents.filter(compileQuery(query)).map(({ _id }) => _id)
      expect(await idsOf(query, { order: { _id: 1 } })).toEqual(found)
    }),
    { numRuns: 300 },
  )
})

test.each<[string, unknown]>([
  ['a text', 'here'],
  ['a number', 5],
  ['a point off the map', { type: 'Point', coordinates: [181, 0] }],
  ['a point without coordinates', { type: 'Point', coordinates: [] }],
  ['a line of one number', { type: 'LineString', coordinates: [1, 2] }],
  ['a list with an invalid place', [{ type: 'Point', coordinates: [1, 2] }, 'here']],
])('%s is not a place: an index on places refuses it', async (_, at) => {
  await expect(fill([{ at }])).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
})

test('a document of several places counts with the nearest', async () => {
  const here = { type: 'Point', coordinates: [116.4, 39.9] }
  const far = { type: 'Point', coordinates: [121.5, 31.2] }
  await fill([{ at: [far, here] }, { at: far }])
  expect(await idsOf({ at: { $nearSphere: { $geometry: here, $minDistance: 1 } } })).toEqual([1])
  expect(await idsOf({ at: { $nearSphere: { $geometry: here } } })).toEqual([0, 1])
})

test('an index declared later contains earlier documents', async () => {
  const at = { type: 'Point', coordinates: [116.4, 39.9] }
  database.catalog.declare({ places: [] })
  await database.run(undefined, (session) =>
    insert(session, database.catalog.table('places'), { _id: 1, at }),
  )
  database.catalog.declare(INDEXES)
  expect(await idsOf({ at: { $nearSphere: { $geometry: at } } })).toEqual([1])
})
