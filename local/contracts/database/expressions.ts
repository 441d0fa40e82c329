import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

/** Every expression and accumulator that the SDK has a word for, and what MongoDB makes of it. */
export function describeExpressions(open: OpenDatabase): void {
  describe('expressions', () => {
    const database = useDatabase(open, 'contract_documents')
    const documents = () => database().collection('contract_documents')
    type Words = Record<string, (operand?: unknown) => unknown>
    const words = () => database().command.aggregate as unknown as Words

    const DOCUMENT = {
      _id: 1,
      n: -7.25,
      i: 17,
      list: [3, 1, 2],
      flags: [true, false],
      text: '加油 Fuel',
      doc: { a: 1, b: 2 },
      nothing: null,
      at: new Date('2026-11-22T15:30:05.123Z'), // a Sunday
    }
    const at = { date: '$at', timezone: 'Asia/Shanghai' }

    async function valueOf(expression: unknown): Promise<unknown> {
      await documents().add(DOCUMENT)
      const { data } = await documents().aggregate().project({ _id: 0, value: expression }).end()
      return (data as { value: unknown }[])[0]?.value
    }

    const values: [word: string, operand: unknown, value: unknown][] = [
      ['abs', '$n', 7.25],
      ['add', ['$i', 3], 20],
      ['add', ['$at', 1000], new Date('2026-11-22T15:30:06.123Z')],
      ['add', ['$i', null], null],
      ['allElementsTrue', ['$flags'], false],
      ['and', [true, '$i'], true],
      ['anyElementTrue', ['$flags'], true],
      ['arrayElemAt', ['$list', -1], 2],
      ['arrayToObject', { $objectToArray: '$doc' }, { a: 1, b: 2 }],
      ['avg', '$list', 2],
      ['ceil', '$n', -7],
      ['cmp', ['$i', 20], -1],
      ['concat', ['$text', '!'], '加油 Fuel!'],
      ['concat', ['a', null], null],
      ['concatArrays', ['$list', [9]], [3, 1, 2, 9]],
      ['cond', { if: { $gt: ['$i', 9] }, then: 'more', else: 'less' }, 'more'],
      [
        'dateFromParts',
        { year: 2026, month: 11, day: 22, hour: 8, timezone: 'Asia/Shanghai' },
        day(22),
      ],
      ['dateFromString', { dateString: '2026-11-22T00:00:00Z' }, day(22)],
      ['dateToString', { ...at, format: '%Y-%m-%d %H:%M:%S.%L' }, '2026-11-22 23:30:05.123'],
      ['dayOfMonth', '$at', 22],
      ['dayOfWeek', '$at', 1],
      ['dayOfYear', '$at', 326],
      ['divide', ['$i', 2], 8.5],
      ['eq', ['$i', 17], true],
      ['exp', 0, 1],
      ['filter', { input: '$list', as: 'x', cond: { $gt: ['$$x', 1] } }, [3, 2]],
      ['first', '$list', 3],
      ['floor', '$n', -8],
      ['gt', ['$i', 17], false],
      ['gte', ['$i', 17], true],
      ['hour', at, 23],
      ['ifNull', ['$nothing', 'none'], 'none'],
      ['in', [2, '$list'], true],
      ['indexOfArray', ['$list', 2], 2],
      ['indexOfBytes', ['$text', 'F'], 7],
      ['indexOfCP', ['$text', 'F'], 3],
      ['isArray', '$list', true],
      ['isoDayOfWeek', '$at', 7],
      ['isoWeek', '$at', 47],
      ['isoWeekYear', new Date('2027-01-01T00:00:00Z'), 2026],
      ['last', '$list', 2],
      ['let', { vars: { x: 2 }, in: { $multiply: ['$$x', '$i'] } }, 34],
      ['literal', '$i', '$i'],
      ['ln', 1, 0],
      ['log', [8, 2], 3],
      ['log10', 1000, 3],
      ['lt', ['$i', 17], false],
      ['lte', ['$i', 17], true],
      ['map', { input: '$list', as: 'x', in: { $multiply: ['$$x', 10] } }, [30, 10, 20]],
      ['max', '$list', 3],
      ['mergeObjects', ['$doc', { b: 3 }], { a: 1, b: 3 }],
      ['millisecond', '$at', 123],
      ['min', '$list', 1],
      ['minute', '$at', 30],
      ['mod', [-17, 5], -2],
      ['month', '$at', 11],
      ['multiply', ['$i', 2], 34],
      ['neq', ['$i', 17], false],
      ['not', [false], true],
      [
        'objectToArray',
        '$doc',
        [
          { k: 'a', v: 1 },
          { k: 'b', v: 2 },
        ],
      ],
      ['or', [0, null], false],
      ['pow', [2, 10], 1024],
      ['range', [0, 10, 3], [0, 3, 6, 9]],
      ['reduce', { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } }, 6],
      ['reverseArray', '$list', [2, 1, 3]],
      ['second', '$at', 5],
      ['setDifference', [[1, 2], [1]], [2]],
      ['setEquals', ['$list', [1, 2, 3, 3]], true],
      [
        'setIntersection',
        [
          [1, 2],
          [2, 3],
        ],
        [2],
      ],
      ['setIsSubset', [[1], '$list'], true],
      ['setUnion', [[1], [1]], [1]],
      ['size', '$list', 3],
      ['slice', ['$list', 1, 1], [1]],
      ['split', ['a-b', '-'], ['a', 'b']],
      ['sqrt', 49, 7],
      ['stdDevPop', '$list', Math.sqrt(2 / 3)],
      ['stdDevSamp', '$list', 1],
      ['strLenBytes', '$text', 11],
      ['strLenCP', '$text', 7],
      ['strcasecmp', ['a', 'B'], -1],
      ['substr', ['hello', 1, -1], 'ello'],
      ['substrBytes', ['$text', 0, 3], '加'],
      ['substrCP', ['$text', 0, 2], '加油'],
      ['subtract', ['$i', 20], -3],
      ['sum', '$list', 6],
      ['switch', { branches: [{ case: { $eq: ['$i', 17] }, then: 'yes' }], default: 'no' }, 'yes'],
      ['toLower', 'FUEL', 'fuel'],
      ['toUpper', 'fuel', 'FUEL'],
      ['trunc', '$n', -7],
      ['week', '$at', 47],
      ['year', '$at', 2026],
      [
        'zip',
        { inputs: ['$list', ['a', 'b']] },
        [
          [3, 'a'],
          [1, 'b'],
        ],
      ],
    ]

    test.each(values)('%s of %j', async (word, operand, value) => {
      expect(await valueOf(words()[word]?.(operand))).toEqual(value)
    })

    const impossible: [word: string, operand: unknown][] = [
      ['add', ['$i', '$text']],
      ['abs', '$text'],
      ['arrayElemAt', ['$text', 0]],
      ['concat', ['$text', '$i']],
      ['concatArrays', ['$list', '$i']],
      ['dateFromString', { dateString: 'some day' }],
      ['divide', ['$i', 0]],
      ['divide', ['$i', '$text']],
      ['filter', { input: '$i', as: 'x', cond: true }],
      ['hour', '$text'],
      ['in', [1, '$i']],
      ['indexOfArray', ['$i', 1]],
      ['ln', '$text'],
      ['map', { input: '$i', as: 'x', in: 1 }],
      ['meta', 'textScore'],
      ['mod', ['$i', 0]],
      ['multiply', ['$i', '$text']],
      ['objectToArray', '$i'],
      ['reduce', { input: '$i', initialValue: 0, in: 1 }],
      ['reverseArray', '$i'],
      ['setUnion', ['$list', '$i']],
      ['size', '$i'],
      ['split', ['$i', '-']],
      ['sqrt', -1],
      ['strLenCP', '$i'],
      ['subtract', ['$i', '$text']],
    ]

    test.each(impossible)('refuse %s of %j', async (word, operand) => {
      await expect(valueOf(words()[word]?.(operand))).rejects.toEqual(
        code('DATABASE_REQUEST_FAILED'),
      )
    })

    const totals: [word: string, operand: unknown, total: unknown][] = [
      ['addToSet', '$grade', ['92']],
      ['avg', '$ml', 4],
      ['first', '$ml', 2],
      ['last', '$ml', 6],
      ['max', '$ml', 6],
      ['min', '$ml', 2],
      ['push', '$ml', [2, 4, 6]],
      ['stdDevPop', '$ml', Math.sqrt(8 / 3)],
      ['stdDevSamp', '$ml', 2],
      ['sum', '$ml', 12],
      ['mergeObjects', '$doc', { a: 3 }],
    ]

    test.each(totals)('%s of %j over a group', async (word, operand, total) => {
      await documents().add([1, 2, 3].map((a) => ({ _id: a, ml: 2 * a, grade: '92', doc: { a } })))
      const group = { _id: null, total: words()[word]?.(operand) }
      const { data } = await documents().aggregate().sort({ _id: 1 }).group(group).end()
      expect(data).toEqual([{ _id: null, total }])
    })

    test('of which the SDK has no more than these', () => {
      const tried = [...values, ...impossible, ...totals].map(([word]) => word)
      const offered = Object.keys(words()).filter((word) => word !== 'pipeline')
      expect(offered.filter((word) => !tried.includes(word))).toEqual([])
    })
  })
}

const day = (of: number) => new Date(Date.UTC(2026, 10, of))
