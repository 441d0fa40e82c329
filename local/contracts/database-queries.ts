import type { OpenDatabase } from './database'
import { code, useDatabase } from './database-session'

/** What the SDK's types leave out of what it has. */
interface Commands {
  mod(divisor: number, remainder: number): object
  nor(queries: object[]): object
  expr(expression: object): object
  jsonSchema(schema: object): object
  text(search: object): object
  readonly project: Record<'slice' | 'elemMatch', (operand: unknown) => object>
}
interface Shapes {
  readonly LineString: new (points: object[]) => object
  readonly Polygon: new (lines: object[]) => object
}

export function describeQueries(open: OpenDatabase): void {
  describe('queries', () => {
    const database = useDatabase(open, 'contract_documents', 'contract_indexed', 'contract_places')
    const documents = () => database().collection('contract_documents')
    type Command = ReturnType<typeof database>['command']

    /** The ids of what a query finds among the people below, in the order of their names. */
    async function idsOf(query: object): Promise<string> {
      await documents().add(PEOPLE)
      const { data } = await documents().where(query).orderBy('_id', 'asc').get()
      return (data as { _id: string }[]).map(({ _id }) => _id).join(' ')
    }

    const PEOPLE = [
      {
        _id: 'ada',
        age: 36,
        tags: ['a', 'b'],
        home: { city: 'London', no: 1 },
        since: new Date(1000),
      },
      {
        _id: 'bob',
        age: 20,
        tags: ['b'],
        home: { city: 'Paris' },
        cars: [{ km: 5, red: true }, { km: 50 }],
      },
      {
        _id: 'cyd',
        age: 20,
        tags: [],
        home: null,
        cars: [{ km: 50, red: true }],
        since: new Date(2000),
      },
      { _id: 'dan', age: 'old', nested: [[1, 2], [3]], cars: 'none' },
      { _id: 'eve', age: null, tags: 'b', scores: [1, 5, 9] },
    ]

    const cases: [string, (_: Command) => object, string][] = [
      ['a value', () => ({ age: 20 }), 'bob cyd'],
      ['several fields', () => ({ age: 20, 'home.city': 'Paris' }), 'bob'],
      ['a nested field', () => ({ home: { city: 'London' } }), 'ada'],
      ['a nested field, given whole', (_) => ({ home: _.eq({ city: 'London', no: 1 }) }), 'ada'],
      [
        'a document with its fields in another order',
        (_) => ({ home: _.eq({ no: 1, city: 'London' }) }),
        '',
      ],
      ['an element of an array', () => ({ tags: 'b' }), 'ada bob eve'],
      ['an array as a whole', (_) => ({ tags: _.eq(['a', 'b']) }), 'ada'],
      ['an element by its index', () => ({ 'tags.0': 'b' }), 'bob'],
      ['null or missing', (_) => ({ home: _.eq(null) }), 'cyd dan eve'],
      ['null or missing, in a list', (_) => ({ age: _.in([null]) }), 'eve'],
      ['what is not equal', (_) => ({ age: _.neq(20) }), 'ada dan eve'],
      ['more, of the same kind only', (_) => ({ age: _.gt(20) }), 'ada'],
      ['at least null, which is null', (_) => ({ age: _.gte(null) }), 'eve'],
      ['a range', (_) => ({ age: _.gte(20).and(_.lt(36)) }), 'bob cyd'],
      ['a range of times', (_) => ({ since: _.gt(new Date(1500)) }), 'cyd'],
      ['a range that different elements meet', (_) => ({ scores: _.gt(8).and(_.lt(2)) }), 'eve'],
      ['a list', (_) => ({ age: _.in([36, 'old']) }), 'ada dan'],
      ['an empty list', (_) => ({ age: _.in([]) }), ''],
      ['what is in no list', (_) => ({ age: _.nin([20, 36]) }), 'dan eve'],
      ['either of two on a field', (_) => ({ age: _.eq(36).or(_.eq('old')) }), 'ada dan'],
      ['either of two queries', (_) => _.or([{ age: 36 }, { 'home.city': 'Paris' }]), 'ada bob'],
      ['both of two queries', (_) => _.and([{ age: 20 }, { tags: 'b' }]), 'bob'],
      [
        'neither of two queries',
        (_) => (_ as unknown as Commands).nor([{ age: 20 }, { age: 36 }]),
        'dan eve',
      ],
      ['what does not hold', (_) => ({ age: _.not(_.gt(20)) }), 'bob cyd dan eve'],
      ['a field that is there', (_) => ({ home: _.exists(true) }), 'ada bob cyd'],
      ['a field that is not there', (_) => ({ home: _.exists(false) }), 'dan eve'],
      ['the length of an array', (_) => ({ tags: _.size(2) }), 'ada'],
      ['all of a list', (_) => ({ tags: _.all(['b', 'a']) }), 'ada'],
      ['a remainder', (_) => ({ age: (_ as unknown as Commands).mod(6, 0) }), 'ada'],
      ['documents in an array', () => ({ 'cars.km': 50 }), 'bob cyd'],
      ['one document in an array', (_) => ({ cars: _.elemMatch({ km: 50, red: true }) }), 'cyd'],
      ['one value in an array', (_) => ({ scores: _.elemMatch({ $gt: 4, $lt: 6 }) }), 'eve'],
      ['a pattern', () => ({ 'home.city': /^lon/i }), 'ada'],
      [
        'a pattern of the SDK',
        () => ({ 'home.city': database().RegExp({ regexp: '^par', options: 'i' }) }),
        'bob',
      ],
      [
        'an expression, which compares across kinds',
        (_) => (_ as unknown as Commands).expr({ $gt: ['$age', 20] }),
        'ada dan',
      ],
      ['a pattern in a list', (_) => ({ 'home.city': _.in([/^P/]) }), 'bob'],
    ]

    test.each(cases)('find %s', async (_, query, ids) => {
      expect(await idsOf(query(database().command))).toBe(ids)
    })

    test('refuse an operator that does not exist', async () => {
      const query = documents()
        .options({ raw: true })
        .where({ a: { $unheardOf: 1 } })
      await expect(query.get()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test.each([
      ['a schema', (_: Commands) => _.jsonSchema({ required: ['a'] })],
      ['a text', (_: Commands) => _.text({ search: 'fuel' })],
    ])('refuse to look for %s', async (_, query) => {
      const commands = database().command as unknown as Commands
      await documents().add({ _id: 'a', a: 1 })
      await expect(documents().where(query(commands)).get()).rejects.toEqual(
        code('DATABASE_REQUEST_FAILED'),
      )
    })

    test('hand out a part of a list', async () => {
      const { project } = database().command as unknown as Commands
      await documents().add({ _id: 'a', n: 1, list: [1, 2, 3], cars: [{ km: 5 }, { km: 50 }] })
      const only = async (fields: object) =>
        (await documents().where({ n: 1 }).field(fields).get()).data[0] as unknown
      expect(await only({ list: project.slice(-2), n: true })).toMatchObject({ list: [2, 3], n: 1 })
      expect(await only({ cars: project.elemMatch({ km: 50 }) })).toEqual({
        _id: 'a',
        cars: [{ km: 50 }],
      })
    })

    test('refuse to ask for what is near without an index for it', async () => {
      const { Geo, command } = database()
      const near = { at: command.geoNear({ geometry: new Geo.Point(0, 0) }) }
      await expect(documents().where(near).get()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('sort by kind, then by value, and missing as null', async () => {
      await documents().add([
        { _id: 'text', v: 'b' },
        { _id: 'number', v: 10 },
        { _id: 'less', v: 9 },
        { _id: 'null', v: null },
        { _id: 'truth', v: true },
        { _id: 'time', v: new Date(0) },
        { _id: 'list', v: [0, 99] },
      ])
      const ids = async (way: 'asc' | 'desc') => {
        const { data } = await documents().orderBy('v', way).get()
        return (data as { _id: string }[]).map(({ _id }) => _id)
      }
      expect(await ids('asc')).toEqual(['null', 'list', 'less', 'number', 'text', 'truth', 'time'])
      expect(await ids('desc')).toEqual(['time', 'truth', 'text', 'list', 'number', 'less', 'null'])
    })

    test('sort by several fields, skip and stop', async () => {
      await documents().add(
        [...'dcba'].flatMap((letter, i) => [1, 2].map((n) => ({ _id: letter + n, n, i }))),
      )
      const { data } = await documents()
        .orderBy('n', 'desc')
        .orderBy('i', 'asc')
        .skip(1)
        .limit(4)
        .get()
      expect((data as { _id: string }[]).map(({ _id }) => _id)).toEqual(['c2', 'b2', 'a2', 'd1'])
    })

    test('hand out 100 documents unless told, and never more than 1,000', async () => {
      await documents().add(Array.from({ length: 1005 }, (_, n) => ({ n })))
      expect((await documents().get()).data).toHaveLength(100)
      expect((await documents().limit(5000).get()).data).toHaveLength(1000)
      expect((await documents().skip(1000).limit(1000).get()).data).toHaveLength(5)
      expect((await documents().count()).total).toBe(1005)
    })

    test('hand out the fields that are asked for, and the id unless it is declined', async () => {
      await documents().add({ _id: 'a', n: 1, home: { city: 'x', no: 2 }, list: [1, 2, 3] })
      const only = async (fields: object) =>
        (await documents().where({ n: 1 }).field(fields).get()).data[0] as unknown
      expect(await only({ n: true })).toEqual({ _id: 'a', n: 1 })
      expect(await only({ _id: false, 'home.city': true })).toEqual({ home: { city: 'x' } })
      expect(await only({ home: false, list: false })).toEqual({ _id: 'a', n: 1 })
      const [byId] = (await documents().doc('a').field({ n: true }).get()).data as unknown[]
      expect(byId).toEqual({ _id: 'a', n: 1 })
    })

    test('answer the same with an index as without', async () => {
      const rows = Array.from({ length: 200 }, (_, n) => ({
        _id: `r${n}`,
        memberId: n % 7 === 0 ? null : `m${n % 5}`,
        createdAtMs: (n * 37) % 101,
        tags: n % 3 ? [`t${n % 4}`, `t${n % 6}`] : [],
      }))
      const indexed = database().collection('contract_indexed')
      await documents().add(rows)
      await indexed.add(rows)
      const _ = database().command
      const queries = [
        { memberId: 'm1' },
        { memberId: 'm1', createdAtMs: _.gt(40).and(_.lte(90)) },
        { memberId: _.in(['m1', 'm3']), createdAtMs: _.lt(50) },
        { memberId: _.eq(null) },
        { tags: 't2' },
        { tags: _.gt('t1').and(_.lt('t3')) },
        { memberId: 'm2', tags: _.in(['t1', 't5']) },
      ]
      for (const query of queries) {
        const of = async (collection: typeof indexed) =>
          (
            await collection
              .where(query)
              .orderBy('createdAtMs', 'desc')
              .orderBy('_id', 'asc')
              .limit(1000)
              .get()
          ).data
        expect(await of(indexed)).toEqual(await of(documents()))
      }
    })

    test('find places near, nearest first, and within', async () => {
      const { Geo, command: _ } = database()
      const { LineString, Polygon } = Geo as unknown as Shapes
      const places = database().collection('contract_places')
      await places.add([
        { _id: 'far', at: new Geo.Point(116.5, 39.9) },
        { _id: 'near', at: new Geo.Point(116.401, 39.9) },
        { _id: 'here', at: new Geo.Point(116.4, 39.9) },
      ])
      const ids = async (query: object) => {
        const { data } = await places.where(query).get()
        return (data as { _id: string }[]).map(({ _id }) => _id)
      }
      const geometry = new Geo.Point(116.4, 39.9)
      expect(await ids({ at: _.geoNear({ geometry }) })).toEqual(['here', 'near', 'far'])
      expect(await ids({ at: _.geoNear({ geometry, maxDistance: 200, minDistance: 10 }) })).toEqual(
        ['near'],
      )
      const ring = [
        [116.39, 39.89],
        [116.41, 39.89],
        [116.41, 39.91],
        [116.39, 39.91],
        [116.39, 39.89],
      ]
      const square = new Polygon([
        new LineString(ring.map(([x, y]) => new Geo.Point(x as number, y as number))),
      ])
      expect((await ids({ at: _.geoWithin({ geometry: square }) })).sort()).toEqual([
        'here',
        'near',
      ])
      const centerSphere = [geometry, 200 / 6_378_100]
      expect((await ids({ at: _.geoWithin({ centerSphere } as never) })).sort()).toEqual([
        'here',
        'near',
      ])
      expect((await ids({ at: _.geoIntersects({ geometry: square }) })).sort()).toEqual([
        'here',
        'near',
      ])
    })
  })
}
