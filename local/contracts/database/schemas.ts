import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

/** Methods missing from the SDK's types. */
interface Commands {
  jsonSchema(schema: object): object
}

export function describeSchemas(open: OpenDatabase): void {
  describe('queries by schema', () => {
    const database = useDatabase(open, 'contract_documents')
    const documents = () => database().collection('contract_documents')

    const ROWS = [
      { _id: 'a', n: 5, list: [1, 2], name: 'fuel', home: { city: 'x' }, at: new Date(0) },
      { _id: 'b', n: 7.5, list: [1, 1], name: '油', home: { city: 1 } },
      { _id: 'c', n: 'x', list: [], name: 'wash' },
      { _id: 'd' },
    ]

    async function idsOf(schema: object): Promise<string> {
      const { jsonSchema } = database().command as unknown as Commands
      await documents().add(ROWS)
      const { data } = await documents().where(jsonSchema(schema)).orderBy('_id', 'asc').get()
      return (data as { _id: string }[]).map(({ _id }) => _id).join(' ')
    }

    const refused: [string, object][] = [
      ['a keyword that does not exist', { unheardOf: 1 }],
      ['a reference', { $ref: '#' }],
      ['a type of another schema language', { properties: { n: { type: 'integer' } } }],
      ['required fields that are no list', { required: 5 }],
      ['a bound that is no number', { properties: { n: { minimum: 'x' } } }],
    ]

    test.each(refused)('refuse %s', async (_, schema) => {
      await expect(idsOf(schema)).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    const cases: [string, object, string][] = [
      ['nothing', {}, 'a b c d'],
      ['required', { required: ['n', 'home'] }, 'a b'],
      ['bsonType', { properties: { n: { bsonType: 'int' } } }, 'a d'],
      ['bsonType of several', { properties: { n: { bsonType: ['double', 'string'] } } }, 'b c d'],
      ['type', { required: ['n'], properties: { n: { type: 'number' } } }, 'a b'],
      ['bsonType of a date', { required: ['at'], properties: { at: { bsonType: 'date' } } }, 'a'],
      ['minimum', { properties: { n: { minimum: 7.5 } } }, 'b c d'],
      ['exclusiveMinimum', { properties: { n: { minimum: 7.5, exclusiveMinimum: true } } }, 'c d'],
      ['maximum', { properties: { n: { maximum: 5 } } }, 'a c d'],
      ['exclusiveMaximum', { properties: { n: { maximum: 5, exclusiveMaximum: true } } }, 'c d'],
      ['multipleOf', { properties: { n: { multipleOf: 5 } } }, 'a c d'],
      ['minLength, in characters', { properties: { name: { minLength: 2 } } }, 'a c d'],
      ['maxLength', { properties: { name: { maxLength: 1 } } }, 'b d'],
      ['pattern', { properties: { name: { pattern: '^f' } } }, 'a d'],
      ['enum', { properties: { n: { enum: [5, 'x'] } } }, 'a c d'],
      ['items', { properties: { list: { items: { minimum: 2 } } } }, 'c d'],
      ['items by place', { properties: { list: { items: [{}, { minimum: 2 }] } } }, 'a c d'],
      ['additionalItems', { properties: { list: { items: [{}], additionalItems: false } } }, 'c d'],
      ['minItems', { properties: { list: { minItems: 1 } } }, 'a b d'],
      ['maxItems', { properties: { list: { maxItems: 1 } } }, 'c d'],
      ['uniqueItems', { properties: { list: { uniqueItems: true } } }, 'a c d'],
      [
        'nested properties',
        { properties: { home: { properties: { city: { type: 'string' } } } } },
        'a c d',
      ],
      [
        'patternProperties',
        { patternProperties: { '^n': { bsonType: ['int', 'string'] } } },
        'a c d',
      ],
      ['additionalProperties', { properties: { _id: {} }, additionalProperties: false }, 'd'],
      ['minProperties', { minProperties: 5 }, 'a b'],
      ['maxProperties', { maxProperties: 1 }, 'd'],
      ['dependencies', { dependencies: { n: ['home'] } }, 'a b d'],
      ['allOf', { allOf: [{ required: ['n'] }, { required: ['home'] }] }, 'a b'],
      ['anyOf', { anyOf: [{ required: ['at'] }, { maxProperties: 1 }] }, 'a d'],
      ['oneOf', { oneOf: [{ required: ['n'] }, { required: ['home'] }] }, 'c'],
      ['not', { not: { required: ['n'] } }, 'd'],
    ]

    test.each(cases)('find by %s', async (_, schema, ids) => {
      expect(await idsOf(schema)).toBe(ids)
    })
  })
}
