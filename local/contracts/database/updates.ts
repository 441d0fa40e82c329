import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

export function describeUpdates(open: OpenDatabase): void {
  describe('updates', () => {
    const database = useDatabase(open, 'contract_documents')
    const documents = () => database().collection('contract_documents')
    type Command = ReturnType<typeof database>['command']

    const impossible: [string, object, (_: Command) => object][] = [
      ['increases a text', { n: '1' }, (_) => ({ n: _.inc(1) })],
      ['increases null', { n: null }, (_) => ({ n: _.inc(1) })],
      ['increases by a text', { n: 1 }, (_) => ({ n: _.inc('1' as never) })],
      ['multiplies a list', { n: [1] }, (_) => ({ n: _.mul(2) })],
      ['sets a field of a number', { n: 1 }, () => ({ n: { deeper: 1 } })],
      ['sets a field of null', { n: null }, () => ({ 'n.deeper': 1 })],
      ['sets a named field of a list', { n: [1] }, () => ({ 'n.deeper': 1 })],
      ['pushes to a number', { n: 1 }, (_) => ({ n: _.push(1) })],
      ['puts in front of a text', { n: 'x' }, (_) => ({ n: _.unshift(1) })],
      ['pops from a number', { n: 1 }, (_) => ({ n: _.pop() })],
      ['pulls from a text', { n: 'x' }, (_) => ({ n: _.pull('x') })],
      ['adds to a set that is a number', { n: 1 }, (_) => ({ n: _.addToSet(1) })],
      ['changes bits of half a number', { n: 1.5 }, (_) => ({ n: _.bit({ and: 1 }) })],
      ['renames an element of a list', { n: [{ a: 1 }] }, (_) => ({ 'n.0.a': _.rename('b') })],
      ['pulls all from a number', { n: 1 }, (_) => ({ n: _.pullAll([1]) })],
      ['changes a field and what is in it', { n: {} }, (_) => ({ n: _.set({}), 'n.a': 1 })],
    ]

    test.each(impossible)(
      'refuse updates that %s, and change nothing',
      async (_, before, update) => {
        await documents().add({ _id: 'a', ...before })
        const refused = documents()
          .doc('a')
          .update({ other: 1, ...update(database().command) })
        await expect(refused).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
        expect((await documents().doc('a').get()).data).toEqual([{ _id: 'a', ...before }])
      },
    )

    const cases: [string, object, (_: Command) => object, object][] = [
      ['set a field', { n: 1 }, () => ({ m: 2 }), { n: 1, m: 2 }],
      ['merge nested documents', { a: { x: 1 } }, () => ({ a: { y: 2 } }), { a: { x: 1, y: 2 } }],
      [
        'replace a nested document',
        { a: { x: 1 } },
        (_) => ({ a: _.set({ y: 2 }) }),
        { a: { y: 2 } },
      ],
      ['make the way to a field', {}, () => ({ 'a.b.c': 1 }), { a: { b: { c: 1 } } }],
      ['set an element', { l: [1, 2] }, () => ({ 'l.1': 9 }), { l: [1, 9] }],
      ['lengthen a list with nulls', { l: [1] }, () => ({ 'l.3': 9 }), { l: [1, null, null, 9] }],
      [
        'set a field in every document of a list',
        { l: [{ a: 1 }, {}] },
        () => ({ 'l.$[].b': 2 }),
        { l: [{ a: 1, b: 2 }, { b: 2 }] },
      ],
      ['take a field out', { n: 1, m: 2 }, (_) => ({ n: _.remove() }), { m: 2 }],
      ['take out what is not there', { n: 1 }, (_) => ({ m: _.remove() }), { n: 1 }],
      ['increase', { n: 1 }, (_) => ({ n: _.inc(-3) }), { n: -2 }],
      ['increase what is missing', {}, (_) => ({ n: _.inc(5) }), { n: 5 }],
      ['multiply', { n: 3 }, (_) => ({ n: _.mul(2) }), { n: 6 }],
      ['multiply what is missing', {}, (_) => ({ n: _.mul(2) }), { n: 0 }],
      ['keep the lesser', { n: 3, m: 3 }, (_) => ({ n: _.min(2), m: _.min(9) }), { n: 2, m: 3 }],
      ['keep the greater', { n: 3, m: 3 }, (_) => ({ n: _.max(2), m: _.max(9) }), { n: 3, m: 9 }],
      ['push', { l: [1] }, (_) => ({ l: _.push(2, 3) }), { l: [1, 2, 3] }],
      ['push to what is missing', {}, (_) => ({ l: _.push([1]) }), { l: [1] }],
      [
        'push at a place, sort and cut',
        { l: [5, 1] },
        (_) => ({ l: _.push({ each: [3, 4], position: 0, sort: 1, slice: 3 }) }),
        { l: [1, 3, 4] },
      ],
      [
        'push to what is missing, sorted and cut',
        {},
        (_) => ({ l: _.push({ each: [3, 1, 2], sort: -1, slice: 2 }) }),
        { l: [3, 2] },
      ],
      [
        'sort documents by a field',
        { l: [{ n: 2 }] },
        (_) => ({ l: _.push({ each: [{ n: 1 }], sort: { n: 1 } }) }),
        { l: [{ n: 1 }, { n: 2 }] },
      ],
      ['put in front', { l: [1] }, (_) => ({ l: _.unshift(8, 9) }), { l: [8, 9, 1] }],
      ['pop the last', { l: [1, 2] }, (_) => ({ l: _.pop() }), { l: [1] }],
      ['shift the first', { l: [1, 2] }, (_) => ({ l: _.shift() }), { l: [2] }],
      ['pull a value', { l: [1, 2, 1] }, (_) => ({ l: _.pull(1) }), { l: [2] }],
      [
        'pull documents by a field',
        { l: [{ a: 1, b: 1 }, { a: 2 }] },
        (_) => ({ l: _.pull({ a: 1 }) }),
        { l: [{ a: 2 }] },
      ],
      [
        'pull what a condition finds',
        { l: [1, 5, 9] },
        (_) => ({ l: _.pull(_.gt(4) as never) }),
        { l: [1] },
      ],
      [
        'add several to a set',
        { l: [1] },
        (_) => ({ l: _.addToSet({ $each: [1, 2] } as never) }),
        { l: [1, 2] },
      ],
      ['pull all of a list', { l: [1, 2, 3] }, (_) => ({ l: _.pullAll([1, 3]) }), { l: [2] }],
      ['add to a set', { l: [1] }, (_) => ({ l: _.addToSet(2) }), { l: [1, 2] }],
      [
        'add what a set has',
        { l: [{ a: 1 }] },
        (_) => ({ l: _.addToSet({ a: 1 }) }),
        { l: [{ a: 1 }] },
      ],
      ['rename a field', { a: 1 }, (_) => ({ a: _.rename('b') }), { b: 1 }],
      ['change bits', { n: 13 }, (_) => ({ n: _.bit({ and: 10 }) }), { n: 8 }],
    ]

    test.each(cases)('%s', async (_, before, update, after) => {
      await documents().add({ _id: 'a', ...before })
      await documents().doc('a').update(update(database().command))
      expect((await documents().doc('a').get()).data).toEqual([{ _id: 'a', ...after }])
    })

    test('change the element that the query found', async () => {
      await documents().add({
        _id: 'a',
        l: [
          { id: 1, n: 0 },
          { id: 2, n: 0 },
        ],
      })
      await documents().where({ 'l.id': 2 }).update({ 'l.$.n': 5 })
      expect((await documents().doc('a').get()).data).toEqual([
        {
          _id: 'a',
          l: [
            { id: 1, n: 0 },
            { id: 2, n: 5 },
          ],
        },
      ])
    })

    test('concurrently lose nothing', async () => {
      const _ = database().command
      await documents().add({ _id: 'a', n: 0, l: [] })
      await Promise.all(
        Array.from({ length: 20 }, (__, i) =>
          documents()
            .doc('a')
            .update({ n: _.inc(1), l: _.push(i) }),
        ),
      )
      const [after] = (await documents().doc('a').get()).data as { n: number; l: number[] }[]
      expect(after?.n).toBe(20)
      expect(new Set(after?.l).size).toBe(20)
    })
  })
}
