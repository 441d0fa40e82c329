import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

/** Methods missing from the SDK's types. */
interface Commands {
  mod(divisor: number, remainder: number): object
  nor(queries: object[]): object
  expr(expression: object): object
  text(search: object): object
  readonly project: Record<'slice' | 'elemMatch', (operand: unknown) => object>
}
/** A command that other commands are appended to. */
type Chain = Record<string, (operand: unknown) => object>
interface WithOptions {
  options(options: object): { update(data: object): Promise<{ updated: number }> }
}

export function describeQueries(open: OpenDatabase): void {
  describe('queries', () => {
    const database = useDatabase(open, 'contract_documents', 'contract_indexed')
    const documents = () => database().collection('contract_documents')
    type Command = ReturnType<typeof database>['command']

    /** The ids found by a query among the people below, in the order of their names. */
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

    test.each<[word: string, operand: unknown, ids: string]>([
      ['eq', 20, 'bob cyd'],
      ['neq', 20, 'ada dan eve'],
      ['gt', 20, 'ada'],
      ['gte', 20, 'ada bob cyd'],
      ['lt', 36, 'bob cyd'],
      ['lte', 36, 'ada bob cyd'],
      ['in', [36, 'old'], 'ada dan'],
      ['nin', [20, 36], 'dan eve'],
    ])('find documents that match two commands, the second by .%s', async (word, operand, ids) => {
      const first = database().command.exists(true) as unknown as Chain
      expect(await idsOf({ age: first[word]?.(operand) })).toBe(ids)
    })

    test('change only the first match if their options say so', async () => {
      await documents().add(PEOPLE)
      const asked = documents().where({ tags: 'b' }) as unknown as WithOptions
      expect((await asked.options({ multiple: false }).update({ n: 1 })).updated).toBe(1)
      expect((await documents().where({ n: 1 }).count()).total).toBe(1)
    })

    test('refuse an operator that does not exist', async () => {
      const query = documents()
        .options({ raw: true })
        .where({ a: { $unheardOf: 1 } })
      await expect(query.get()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('refuse a text search, which needs a text index', async () => {
      const search = (database().command as unknown as Commands).text({ search: 'fuel' })
      await documents().add({ _id: 'a', a: 'fuel' })
      await expect(documents().where(search).get()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('return a part of a list', async () => {
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

    test('sort by several fields, skip and limit', async () => {
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

    test('return 100 documents by default, and never more than 1,000', async () => {
      await documents().add(Array.from({ length: 1005 }, (_, n) => ({ n })))
      expect((await documents().get()).data).toHaveLength(100)
      expect((await documents().limit(5000).get()).data).toHaveLength(1000)
      expect((await documents().skip(1000).limit(1000).get()).data).toHaveLength(5)
      expect((await documents().count()).total).toBe(1005)
    })

    test('return the requested fields, and the id unless excluded', async () => {
      await documents().add({ _id: 'a', n: 1, home: { city: 'x', no: 2 }, list: [1, 2, 3] })
      const only = async (fields: object) =>
        (await documents().where({ n: 1 }).field(fields).get()).data[0] as unknown
      expect(await only({ n: true })).toEqual({ _id: 'a', n: 1 })
      expect(await only({ _id: false, 'home.city': true })).toEqual({ home: { city: 'x' } })
      expect(await only({ home: false, list: false })).toEqual({ _id: 'a', n: 1 })
      const [byId] = (await documents().doc('a').field({ n: true }).get()).data as unknown[]
      expect(byId).toEqual({ _id: 'a', n: 1 })
    })

    test('return the same with an index as without', async () => {
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
  })
}
