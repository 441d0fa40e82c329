import { useDatabase } from './session'
import { EXPRESSION_EDGES, NO_FIELD, REFUSED } from './expression-edges'
import type { OpenDatabase } from './subject'

const DOCUMENT = {
  _id: 1,
  i: 17,
  list: [3, 1, 2],
  flags: [true, false],
  text: '加油 Fuel',
  doc: { a: 1, b: 2 },
  docs: [{ a: 1 }, { b: 2 }, 5],
  nothing: null,
  /** A Monday; in Shanghai it is Tuesday, the last day of the year. */
  at: new Date('2024-12-30T23:59:59.999Z'),
}
const SHANGHAI = 'Asia/Shanghai'
const NEW_YORK = 'America/New_York'

const utc = (text: string) => new Date(text)
const parts = (date: unknown, timezone?: string) => ({ date, ...(timezone && { timezone }) })

/** Where a place's midnight, week and year are not those of UTC, and where clocks are put forward. */
const zoned: [expression: object, value: unknown][] = [
  [{ $dayOfMonth: parts('$at', SHANGHAI) }, 31],
  [{ $dayOfWeek: parts('$at', SHANGHAI) }, 3],
  [{ $dayOfYear: parts('$at', SHANGHAI) }, 366],
  [{ $hour: parts('$at', '+08:00') }, 7],
  [{ $hour: parts('$at', '-0530') }, 18],
  [{ $hour: parts('$at', '+08') }, 7],
  [{ $isoDayOfWeek: parts('$at', SHANGHAI) }, 2],
  [{ $isoWeek: parts('$at', SHANGHAI) }, 1],
  [{ $isoWeekYear: parts('$at', SHANGHAI) }, 2025],
  [{ $millisecond: parts('$at', SHANGHAI) }, 999],
  [{ $minute: parts('$at', 'Asia/Kolkata') }, 29],
  [{ $month: parts('$at', SHANGHAI) }, 12],
  [{ $second: parts('$at', SHANGHAI) }, 59],
  [{ $week: parts('$at', SHANGHAI) }, 52],
  [{ $year: parts(utc('2024-12-31T16:00:00Z'), SHANGHAI) }, 2025],
  [{ $hour: parts('$at', '$none') }, null],
  [{ $hour: parts('$at', 'Nowhere/City') }, REFUSED],
  [{ $hour: parts('$at', '$i') }, REFUSED],
  [{ $dateToString: { date: '$at', format: '%U %G %%' } }, '52 2025 %'],
  [{ $dateToString: { date: '$at', format: '%j %u %w %V %b %B' } }, '365 1 2 01 Dec December'],
  [{ $dateToString: { date: '$at', timezone: SHANGHAI } }, '2024-12-31T07:59:59.999'],
  [{ $dateToString: { date: '$at' } }, '2024-12-30T23:59:59.999Z'],
  [
    { $dateToString: { date: '$at', timezone: SHANGHAI, format: '%d %H %z %Z' } },
    '31 07 +0800 +480',
  ],
  [{ $dateToString: { date: '$at', format: '%Q' } }, REFUSED],
  [{ $dateToString: { date: '$none', onNull: 'never' } }, 'never'],
  [{ $dateToParts: { date: '$at', timezone: SHANGHAI, iso8601: true } }, isoParts(2025, 1, 2)],
  [
    { $dateTrunc: { date: '$at', unit: 'day', timezone: SHANGHAI } },
    utc('2024-12-30T16:00:00.000Z'),
  ],
  [{ $dateTrunc: { date: '$at', unit: 'month', timezone: SHANGHAI } }, utc('2024-11-30T16:00Z')],
  [{ $dateTrunc: { date: '$at', unit: 'week' } }, utc('2024-12-29T00:00Z')],
  [{ $dateTrunc: { date: '$at', unit: 'week', startOfWeek: 'Mon' } }, utc('2024-12-30T00:00Z')],
  [{ $dateTrunc: { date: '$at', unit: 'hour', binSize: 5 } }, utc('2024-12-30T20:00Z')],
  [{ $dateTrunc: { date: '$at', unit: 'year', binSize: 10 } }, utc('2020-01-01T00:00Z')],
  [{ $dateTrunc: { date: '$at', unit: 'fortnight' } }, REFUSED],
  [
    { $dateAdd: { startDate: utc('2024-01-31T01:00Z'), unit: 'month', amount: 1 } },
    utc('2024-02-29T01:00Z'),
  ],
  [
    // Noon of the day before clocks are put forward, and noon of that day.
    {
      $dateAdd: {
        startDate: utc('2024-03-09T17:00Z'),
        unit: 'day',
        amount: 1,
        timezone: NEW_YORK,
      },
    },
    utc('2024-03-10T16:00Z'),
  ],
  [
    { $dateSubtract: { startDate: '$at', unit: 'day', amount: 1, timezone: SHANGHAI } },
    utc('2024-12-29T23:59:59.999Z'),
  ],
  [dateDiff('2024-12-30T15:59Z', '2024-12-30T16:00Z', { unit: 'day', timezone: SHANGHAI }), 1],
  [dateDiff('2024-12-28T00:00Z', '2024-12-29T00:00Z', { unit: 'week' }), 1],
  [dateDiff('2024-12-31T00:00Z', '2025-01-01T00:00Z', { unit: 'quarter' }), 1],
  [dateDiff('2024-03-10T00:00Z', '2024-03-11T00:00Z', { unit: 'hour', timezone: NEW_YORK }), 24],
  [{ $dateFromParts: { year: 2025, hour: 7, timezone: SHANGHAI } }, utc('2024-12-31T23:00Z')],
  [{ $dateFromParts: { year: 2024, month: 14 } }, utc('2025-02-01T00:00Z')],
  [{ $dateFromParts: { isoWeekYear: 2025, isoWeek: 1 } }, utc('2024-12-30T00:00Z')],
  [{ $dateFromString: { dateString: '2024-12-31', timezone: SHANGHAI } }, utc('2024-12-30T16:00Z')],
  [{ $dateFromString: { dateString: '2024-12-31T00:00+08:00' } }, utc('2024-12-30T16:00Z')],
  [{ $dateFromString: { dateString: '2024-12-31T00:00Z', timezone: SHANGHAI } }, REFUSED],
  [{ $dateFromString: { dateString: '31.12.2024', format: '%d.%m.%Y' } }, utc('2024-12-31T00:00Z')],
  [{ $dateFromString: { dateString: '2024-02-30' } }, REFUSED],
  [{ $dateFromString: { dateString: 'soon', onError: 'bad' } }, 'bad'],
]

function dateDiff(start: string, end: string, more: object) {
  return { $dateDiff: { startDate: utc(start), endDate: utc(end), ...more } }
}

function isoParts(isoWeekYear: number, isoWeek: number, isoDayOfWeek: number) {
  const clock = { hour: 7, minute: 59, second: 59, millisecond: 999 }
  return { isoWeekYear, isoWeek, isoDayOfWeek, ...clock }
}

/** Paths through lists, halves, signs beyond ASCII, and expressions that are malformed. */
const values: [expression: unknown, value: unknown][] = [
  ['$none', NO_FIELD],
  ['$doc.none.deeper', NO_FIELD],
  ['$docs.a', [1]],
  ['$docs.0', []],
  [
    ['$none', '$i'],
    [null, 17],
  ],
  [{ $mergeObjects: { kept: '$i', gone: '$none' } }, { kept: 17 }],
  [{ $ifNull: ['$$REMOVE', 'removed'] }, 'removed'],
  [{ $arrayElemAt: ['$list', 9] }, NO_FIELD],
  [{ $arrayElemAt: ['$list', -4] }, NO_FIELD],
  [{ $first: [[]] }, NO_FIELD],
  [{ $map: { input: '$docs', in: '$$this.a' } }, [1, null, null]],
  [{ $round: [2.5] }, 2],
  [{ $round: [-3.5] }, -4],
  [{ $round: [1.005, 2] }, 1],
  [{ $round: [1250, -2] }, 1200],
  [{ $trunc: [-17.89, 1] }, -17.8],
  [{ $toUpper: 'äb加' }, 'äB加'],
  [{ $substrBytes: ['$text', 0, 1] }, REFUSED],
  [{ $setUnion: [[3, 1], [2]] }, [1, 2, 3]],
  [{ $toInt: '1.5' }, REFUSED],
  [{ $toInt: 1.9 }, 1],
  [{ $toDate: 5 }, REFUSED],
  [{ $cond: { if: '', then: 'true', else: 'false' } }, 'true'],
  [
    { $regexFind: { input: '加油 Fuel', regex: '(F)(x)?' } },
    { match: 'F', idx: 3, captures: ['F', null] },
  ],
  [{ $unheardOf: 1 }, REFUSED],
  [{ $add: [1], $subtract: [1] }, REFUSED],
  [{ $size: ['$list', '$list'] }, REFUSED],
  [{ $dateToString: { date: '$at', unheardOf: 1 } }, REFUSED],
  ['$$unheardOf', REFUSED],
]

export function describeExpressionEdges(open: OpenDatabase): void {
  describe('expressions at their edges', () => {
    const database = useDatabase(open, 'contract_documents')
    const documents = () => database().collection('contract_documents')

    async function answerTo(expression: unknown): Promise<unknown> {
      const stages = [{ $addFields: { value: expression } }, { $limit: 1 }]
      const raw = documents().options({ raw: true }).aggregate(stages)
      try {
        const [row = {}] = (await raw.end()).data as { value?: unknown }[]
        return 'value' in row ? row.value : NO_FIELD
      } catch (error) {
        return (error as { code?: string }).code === 'DATABASE_REQUEST_FAILED' ? REFUSED : error
      }
    }

    test.each(Object.entries(EXPRESSION_EDGES))('%s', async (_, edge) => {
      await documents().add(DOCUMENT)
      const [wrong, answer] = edge.wrong
      expect(await answerTo(edge.of('$none'))).toEqual(edge.missing)
      expect(await answerTo(edge.of('$nothing'))).toEqual(edge.null)
      expect(await answerTo(edge.of(wrong))).toEqual(answer)
    })

    // Not test.each: the formats of dates would be taken for those of the test's name.
    for (const [expression, value] of [...zoned, ...values])
      test(JSON.stringify(expression), async () => {
        await documents().add(DOCUMENT)
        expect(await answerTo(expression)).toEqual(value)
      })
  })
}
