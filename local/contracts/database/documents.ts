import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

export function describeDocuments(open: OpenDatabase): void {
  describe('documents', () => {
    const database = useDatabase(open, 'contract_documents', 'contract_unique')
    const documents = () => database().collection('contract_documents')
    const unique = () => database().collection('contract_unique')

    test('refuses an unknown collection, also for writes', async () => {
      const missing = database().collection('contract_nowhere')
      await expect(missing.doc('a').get()).rejects.toEqual(code('DATABASE_COLLECTION_NOT_EXIST'))
      await expect(missing.add({ a: 1 })).rejects.toEqual(code('DATABASE_COLLECTION_NOT_EXIST'))
    })

    test('refuses to create a collection that exists', async () => {
      await expect(database().createCollection('contract_documents')).rejects.toEqual(
        code('DATABASE_COLLECTION_ALREADY_EXIST'),
      )
    })

    test('refuses a second document with the same id and keeps the first', async () => {
      await documents().add({ _id: 'a', n: 1 })
      await expect(documents().add({ _id: 'a', n: 2 })).rejects.toEqual(
        code('DATABASE_REQUEST_FAILED'),
      )
      expect((await documents().doc('a').get()).data).toEqual([{ _id: 'a', n: 1 }])
    })

    test('refuses a second document with the same key in a unique index', async () => {
      await unique().add({ _id: 'a', code: 'x' })
      await unique().add({ _id: 'b', code: 'y' })
      const refused = code('DATABASE_REQUEST_FAILED')
      await expect(unique().add({ _id: 'c', code: 'x' })).rejects.toEqual(refused)
      await expect(unique().doc('b').update({ code: 'x' })).rejects.toEqual(refused)
      await expect(unique().doc('c').set({ code: 'x' })).rejects.toEqual(refused)
      expect((await unique().count()).total).toBe(2)
    })

    test('counts a missing field as null in a unique index', async () => {
      await unique().add({ _id: 'a' })
      await expect(unique().add({ _id: 'b' })).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('frees a key of a unique index with its document', async () => {
      await unique().add({ _id: 'a', code: 'x' })
      await unique().doc('a').update({ code: 'y' })
      await unique().add({ _id: 'b', code: 'x' })
      await unique().doc('a').remove()
      await unique().add({ _id: 'c', code: 'y' })
      expect((await unique().count()).total).toBe(2)
    })

    test.each([
      ['a field that looks like an operator', { a: { $b: 1 } }],
      ['an array as its id', { _id: [1] }],
    ])('refuses a document with %s', async (_, document) => {
      await expect(documents().add(document)).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('refuses to change an id', async () => {
      await documents().add({ _id: 'a' })
      await expect(documents().doc('a').update({ _id: 'b' })).rejects.toEqual(code('INVALID_PARAM'))
      await expect(documents().doc('a').set({ _id: 'b' })).rejects.toEqual(code('INVALID_PARAM'))
    })

    test('gives an id to a document without one', async () => {
      const { id } = await documents().add({ n: 1 })
      expect((await documents().doc(String(id)).get()).data).toEqual([{ _id: id, n: 1 }])
    })

    test('adds several at once and answers with their ids in order', async () => {
      const { ids } = await documents().add([{ _id: 'a' }, { n: 2 }, { _id: 'c' }])
      expect(ids).toEqual(['a', expect.any(String), 'c'])
      expect((await documents().count()).total).toBe(3)
    })

    test('finds nothing under an unknown id', async () => {
      expect((await documents().doc('nobody').get()).data).toEqual([])
    })

    test('distinguishes numbers from texts in ids', async () => {
      await documents().add({ _id: 1, is: 'number' })
      await documents().add({ _id: '1', is: 'text' })
      expect((await documents().doc(1).get()).data).toEqual([{ _id: 1, is: 'number' }])
      expect((await documents().doc('1').get()).data).toEqual([{ _id: '1', is: 'text' }])
    })

    test('returns values unchanged', async () => {
      const document = {
        _id: 'a',
        text: '掌上加油 "quoted" \\ \u0000 😀',
        numbers: [0, -1, 1.5, 2 ** 40, Number.MAX_SAFE_INTEGER, 1e300],
        flags: [true, false, null],
        at: new Date(1_700_000_000_123),
        nested: { empty: {}, list: [[1], []] },
      }
      await documents().add(document)
      expect((await documents().doc('a').get()).data).toEqual([document])
    })

    test('returns object ids as plain texts', async () => {
      const db = database()
      const id = '0123456789abcdef01234567'
      await documents().add({ _id: 'a', ref: new db.ObjectId({ id }) })
      expect((await documents().doc('a').get()).data).toEqual([{ _id: 'a', ref: id }])
    })

    test('writes the service’s time for a server date', async () => {
      const db = database()
      await documents().add({
        _id: 'a',
        now: db.serverDate(),
        then: db.serverDate({ offset: 60_000 }),
      })
      const [stored] = (await documents().doc('a').get()).data as { now: Date; then: Date }[]
      expect(stored?.now).toBeInstanceOf(Date)
      expect(Number(stored?.then) - Number(stored?.now)).toBe(60_000)
    })

    test('returns places as places', async () => {
      const db = database()
      await documents().add({ _id: 'a', at: new db.Geo.Point(116.4, 39.9) })
      const [stored] = (await documents().doc('a').get()).data as { at: unknown }[]
      expect(stored?.at).toMatchObject({ longitude: 116.4, latitude: 39.9 })
    })

    test('returns shapes of every kind unchanged', async () => {
      const db = database()
      const { LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon } =
        db.Geo as unknown as Record<string, new (...parts: unknown[]) => { toJSON(): object }>
      const corner = (x: number, y: number) => new Point!(x, y)
      const line = new LineString!([corner(0, 0), corner(1, 0)])
      const ring = new LineString!([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 0)])
      const shapes = {
        line,
        points: new MultiPoint!([corner(0, 0), corner(1, 1)]),
        lines: new MultiLineString!([line, ring]),
        area: new Polygon!([ring]),
        areas: new MultiPolygon!([new Polygon!([ring])]),
      }
      await documents().add({ _id: 'a', ...shapes })
      const [stored] = (await documents().doc('a').get()).data as Record<
        string,
        { toJSON(): object }
      >[]
      for (const [name, shape] of Object.entries(shapes))
        expect(stored?.[name]?.toJSON()).toEqual(shape.toJSON())
    })

    test('set creates a document or replaces all of it', async () => {
      const made = await documents().doc('a').set({ n: 1, old: true })
      expect(made).toMatchObject({ updated: 0, upsertedId: 'a' })
      const replaced = await documents().doc('a').set({ n: 2 })
      expect(replaced).toMatchObject({ updated: 1, upsertedId: null })
      expect((await documents().doc('a').get()).data).toEqual([{ _id: 'a', n: 2 }])
    })

    test('update says how many documents it changed', async () => {
      await documents().add([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 1 },
        { _id: 'c', n: 2 },
      ])
      const update = async (query: object) =>
        (await documents().where(query).update({ n: 2 })).updated
      expect(await update({ n: 1 })).toBe(2)
      expect(await update({ n: 2 })).toBe(0)
      expect(await update({ n: 9 })).toBe(0)
      expect((await documents().doc('nobody').update({ n: 1 })).updated).toBe(0)
    })

    test('remove says how many documents it removed', async () => {
      await documents().add([{ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'c' }, { _id: 'd' }])
      expect((await documents().doc('d').delete()).deleted).toBe(1)
      expect((await documents().doc('c').remove()).deleted).toBe(1)
      expect((await documents().doc('c').remove()).deleted).toBe(0)
      expect((await documents().where({ n: 1 }).remove()).deleted).toBe(2)
      expect((await documents().count()).total).toBe(0)
    })

    test('update and return gives the document after the update', async () => {
      await documents().add({ _id: 'a', n: 1 })
      const _ = database().command
      const changed = await documents()
        .where({ n: 1 })
        .updateAndReturn({ n: _.inc(1) })
      expect(changed).toMatchObject({ updated: 1, doc: { _id: 'a', n: 2 } })
      const nothing = await documents()
        .where({ n: 1 })
        .updateAndReturn({ n: _.inc(1) })
      expect(nothing).toMatchObject({ updated: 0, doc: null })
    })

    test('are counted as updated when they are returned, even if they were so before', async () => {
      await documents().add({ _id: 'a', n: 1 })
      const same = await documents().where({ n: 1 }).updateAndReturn({ n: 1 })
      expect(same).toMatchObject({ updated: 1, doc: { _id: 'a', n: 1 } })
    })
  })
}
