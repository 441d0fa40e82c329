import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

export function describeAggregation(open: OpenDatabase): void {
  describe('aggregation', () => {
    const database = useDatabase(open, 'contract_documents', 'contract_indexed', 'contract_places')
    const documents = () => database().collection('contract_documents')

    type Pipeline = ReturnType<ReturnType<typeof documents>['aggregate']>
    type Operators = ReturnType<typeof database>['command']['aggregate']

    const SALES = [
      { _id: 1, station: 'a', grade: '92', ml: 30_000, tags: ['x', 'y'] },
      { _id: 2, station: 'a', grade: '95', ml: 20_000, tags: [] },
      { _id: 3, station: 'b', grade: '92', ml: 10_000, tags: ['x'] },
    ]

    const cases: [string, (pipeline: Pipeline, $: Operators) => Pipeline, object[]][] = [
      ['matches and counts', (p) => p.match({ grade: '92' }).count('n'), [{ n: 2 }]],
      ['counts nothing as no row', (p) => p.match({ grade: 'none' }).count('n'), []],
      [
        'groups and sums',
        (p, $) =>
          p.group({ _id: '$station', ml: $.sum('$ml'), max: $.max('$ml') }).sort({ _id: 1 }),
        [
          { _id: 'a', ml: 50_000, max: 30_000 },
          { _id: 'b', ml: 10_000, max: 10_000 },
        ],
      ],
      [
        'computes fields',
        (p, $) => p.match({ _id: 1 }).project({ _id: 0, litres: $.divide(['$ml', 1000]) }),
        [{ litres: 30 }],
      ],
      [
        'adds fields and keeps the rest',
        (p, $) => p.match({ _id: 3 }).addFields({ big: $.gt(['$ml', 20_000]) }),
        [{ ...SALES[2], big: false }],
      ],
      [
        'unwinds a list',
        (p) => p.unwind('$tags').sort({ _id: 1, tags: -1 }).project({ tags: 1 }),
        [
          { _id: 1, tags: 'y' },
          { _id: 1, tags: 'x' },
          { _id: 3, tags: 'x' },
        ],
      ],
      [
        'sorts, skips and limits',
        (p) => p.sort({ ml: 1 }).skip(1).limit(1).project({ ml: 1 }),
        [{ _id: 2, ml: 20_000 }],
      ],
      ['counts by value', (p) => p.sortByCount('$grade').limit(1), [{ _id: '92', count: 2 }]],
      [
        'replaces the root',
        (p, $) => p.match({ _id: 1 }).replaceRoot({ newRoot: $.mergeObjects([{ is: 'new' }]) }),
        [{ is: 'new' }],
      ],
      [
        'groups into buckets',
        (p) => p.bucket({ groupBy: '$ml', boundaries: [0, 20_000, 40_000] }),
        [
          { _id: 0, count: 1 },
          { _id: 20_000, count: 2 },
        ],
      ],
    ]

    test('groups into so many buckets, about as large as each other', async () => {
      await documents().add(SALES)
      const buckets = { groupBy: '$ml', buckets: 2 }
      const { data } = await documents().aggregate().bucketAuto(buckets).end()
      expect(data).toEqual([
        { _id: { min: 10_000, max: 30_000 }, count: 2 },
        { _id: { min: 30_000, max: 30_000 }, count: 1 },
      ])
    })

    test('answers with 20 rows unless it says how many it wants', async () => {
      await documents().add(Array.from({ length: 25 }, (_, i) => ({ _id: i, n: 1 })))
      const all = () => documents().aggregate().match({ n: 1 }).sort({ _id: 1 })
      const lengthOf = async (pipeline: Pipeline) => (await pipeline.end()).data.length
      expect(await lengthOf(all())).toBe(20)
      expect(await lengthOf(all().limit(24))).toBe(24)
      expect(await lengthOf(all().limit(1_000))).toBe(25)
      const { data } = await all()
        .group({ _id: '$n', rows: { $sum: 1 } })
        .end()
      expect(data).toEqual([{ _id: 1, rows: 25 }])
    })

    test('draws some of many', async () => {
      await documents().add(SALES)
      const { data } = await documents().aggregate().sample({ size: 2 }).end()
      expect(data).toHaveLength(2)
    })

    test('joins what a pipeline finds', async () => {
      const $ = database().command.aggregate
      await documents().add(SALES)
      await database()
        .collection('contract_indexed')
        .add([
          { _id: 'a', opens: 6 },
          { _id: 'b', opens: 8 },
        ])
      const { data } = await documents()
        .aggregate()
        .match({ _id: 3 })
        .lookup({
          from: 'contract_indexed',
          let: { station: '$station' },
          pipeline: $.pipeline()
            .match({ $expr: { $eq: ['$_id', '$$station'] } })
            .project({ _id: 0 })
            .done(),
          as: 'hours',
        } as never)
        .project({ hours: 1 })
        .end()
      expect(data).toEqual([{ _id: 3, hours: [{ opens: 8 }] }])
    })

    const impossible: [string, object][] = [
      ['a limit of nothing', { $limit: 0 }],
      ['a negative skip', { $skip: -1 }],
      ['a sample without a size', { $sample: 'many' }],
      ['a group without an id', { $group: { n: { $sum: 1 } } }],
      ['a field of a group that is no accumulator', { $group: { _id: null, n: 1 } }],
      ['an empty projection', { $project: {} }],
      ['a sort neither way', { $sort: { a: 2 } }],
      ['a count without a name', { $count: '' }],
      ['an unwind of no path', { $unwind: 'tags' }],
      ['buckets out of order', { $bucket: { groupBy: '$ml', boundaries: [2, 1] } }],
      ['a join without a field', { $lookup: { from: 'contract_indexed', as: 'x' } }],
      ['a new root that is none', { $replaceRoot: { newRoot: '$ml' } }],
      ['a new root that is missing', { $replaceRoot: { newRoot: '$none' } }],
      ['fields both chosen and dropped', { $project: { ml: 1, tags: 0 } }],
      ['a field chosen twice', { $project: { 'a.b': 1, a: 1 } }],
      ['several operands of an accumulator', { $group: { _id: null, n: { $sum: ['$ml', 1] } } }],
      ['an accumulator that does not exist', { $group: { _id: null, n: { $unheardOf: 1 } } }],
      ['writing the outcome to a collection', { $out: 'elsewhere' }],
    ]

    test.each(impossible)('refuses %s', async (_, stage) => {
      await documents().add(SALES)
      const raw = documents().options({ raw: true }).aggregate([stage])
      await expect(raw.end()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test.each(cases)('%s', async (_, build, rows) => {
      await documents().add(SALES)
      const { data } = await build(documents().aggregate(), database().command.aggregate).end()
      expect(data).toEqual(rows)
    })

    test('joins another collection', async () => {
      await documents().add(SALES)
      await database().collection('contract_indexed').add({ _id: 'a', name: 'Station A' })
      const { data } = await documents()
        .aggregate()
        .match({ _id: 1 })
        .lookup({ from: 'contract_indexed', localField: 'station', foreignField: '_id', as: 'at' })
        .end()
      expect(data).toEqual([{ ...SALES[0], at: [{ _id: 'a', name: 'Station A' }] }])
    })

    test('finds what is near, with the distance', async () => {
      const { Geo } = database()
      const places = database().collection('contract_places')
      await places.add([
        { _id: 'here', at: new Geo.Point(116.4, 39.9) },
        { _id: 'far', at: new Geo.Point(117.4, 39.9) },
      ])
      const { data } = await places
        .aggregate()
        .geoNear({
          near: new Geo.Point(116.4, 39.9),
          distanceField: 'metres',
          spherical: true,
          maxDistance: 50_000,
        })
        .end()
      expect(data).toMatchObject([{ _id: 'here', metres: 0 }])
    })

    test('refuses a stage that does not exist', async () => {
      const raw = documents()
        .options({ raw: true })
        .aggregate([{ $unheardOf: {} }])
      await expect(raw.end()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })
  })
}
