import { useDatabase } from './session'
import type { OpenDatabase } from './subject'

/** Results of stages for fields that are missing or null, and for lists on the way to a field. */
export function describeAggregationGaps(open: OpenDatabase): void {
  describe('aggregation of what is not there', () => {
    const database = useDatabase(open, 'contract_documents')
    const documents = () => database().collection('contract_documents')

    const GAPS = [
      { _id: 1, v: [{ a: 1 }, 5, [{ a: 2 }]], n: 1 },
      { _id: 2, v: { a: 3 }, n: null },
      { _id: 3 },
    ]

    const gaps: [string, object[], object[]][] = [
      [
        'computes no field of what is missing',
        [{ $match: { _id: 3 } }, { $project: { x: '$none', n: '$n' } }],
        [{ _id: 3 }],
      ],
      [
        'adds a field to each element of a list',
        [{ $match: { _id: 1 } }, { $addFields: { 'v.z': 9, n: '$none' } }],
        [{ _id: 1, v: [{ a: 1, z: 9 }, { z: 9 }, [{ a: 2, z: 9 }]] }],
      ],
      [
        'makes the document that a field is added to',
        [{ $match: { _id: 3 } }, { $addFields: { v: { z: 9, y: '$none' } } }],
        [{ _id: 3, v: { z: 9 } }],
      ],
      [
        'chooses from the documents of a list and leaves its other elements out',
        [{ $match: { _id: 1 } }, { $project: { _id: 0, 'v.a': 1 } }],
        [{ v: [{ a: 1 }, [{ a: 2 }]] }],
      ],
      [
        'drops a field from each element of a list',
        [{ $match: { _id: 1 } }, { $unset: ['v.a', 'n'] }],
        [{ _id: 1, v: [{}, 5, [{}]] }],
      ],
      [
        'unwinds what is no list as one element without a number',
        [
          { $match: { _id: 2 } },
          { $unwind: { path: '$v', includeArrayIndex: 'at' } },
          { $project: { v: 1, at: 1 } },
        ],
        [{ _id: 2, v: { a: 3 }, at: null }],
      ],
      [
        'unwinds nothing out of what is missing or null, unless it is kept',
        [
          { $match: { _id: { $gt: 1 } } },
          { $unwind: { path: '$n', preserveNullAndEmptyArrays: true } },
          { $unwind: '$_id' },
          { $project: { n: 1 } },
        ],
        [{ _id: 2, n: null }, { _id: 3 }],
      ],
      [
        'groups what is missing with null',
        [
          {
            $group: {
              _id: '$n',
              last: { $last: '$v.a' },
              all: { $push: '$n' },
              max: { $max: '$n' },
              sum: { $sum: '$v' },
            },
          },
          { $sort: { _id: 1 } },
        ],
        [
          { _id: null, last: null, all: [null], max: null, sum: 0 },
          { _id: 1, last: [1], all: [1], max: 1, sum: 0 },
        ],
      ],
      [
        'groups by a document without the fields that are missing',
        [{ $match: { _id: 3 } }, { $group: { _id: { n: '$n', at: '$_id' } } }],
        [{ _id: { at: 3 } }],
      ],
      [
        'runs several pipelines over the same documents',
        [
          { $match: { _id: { $gt: 1 } } },
          {
            $facet: {
              all: [{ $group: { _id: null, n: { $sum: 1 } } }],
              missing: [{ $match: { n: { $exists: false } } }, { $project: { x: '$v' } }],
            },
          },
        ],
        [{ all: [{ _id: null, n: 2 }], missing: [{ _id: 3 }] }],
      ],
      [
        'joins what an expression finds for a variable that is missing',
        [
          { $match: { _id: { $in: [2, 3] } } },
          {
            $lookup: {
              from: 'contract_documents',
              let: { n: '$n' },
              pipeline: [
                { $match: { $expr: { $eq: ['$n', '$$n'] } } },
                { $project: { mine: '$$n' } },
              ],
              as: 'same',
            },
          },
          { $project: { same: 1 } },
        ],
        [
          { _id: 2, same: [{ _id: 2, mine: null }] },
          { _id: 3, same: [{ _id: 3 }] },
        ],
      ],
      [
        'does not take missing for null in an expression of a query',
        [{ $match: { $expr: { $eq: ['$n', null] } } }, { $project: { n: 1 } }],
        [{ _id: 2, n: null }],
      ],
    ]

    test.each(gaps)('%s', async (_, stages, rows) => {
      await documents().add(GAPS)
      const { data } = await documents().options({ raw: true }).aggregate(stages).end()
      expect(data).toEqual(rows)
    })
  })
}
