import { requestFailed } from '../../cloud-error'
import { type Document, isDocument, KIND, kindOf, typeName } from './bson-value'
import { compareValues, equalValues } from '../query/compare'

type Test = (value: unknown) => boolean
type Keyword = (operand: unknown, schema: Document) => Test

/**
 * `$jsonSchema`: draft 4 of JSON Schema over BSON's types, as in
 * https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/. A keyword ignores
 * values of other kinds; a keyword unknown to MongoDB is refused.
 */
export function compileJsonSchema(schema: unknown): Test {
  if (!isDocument(schema)) throw malformed('$jsonSchema', 'an object')
  const tests = Object.entries(schema).map(([name, operand]) => {
    const keyword = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined
    if (!keyword) throw requestFailed(`Unknown $jsonSchema keyword: ${name}`)
    return keyword(operand, schema)
  })
  return (value) => tests.every((holds) => holds(value))
}

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  title: () => () => true,
  description: () => () => true,
  bsonType: (operand) => oneOfTypes(texts('bsonType', operand)),
  type: (operand) => oneOfTypes(texts('type', operand).map(bsonTypeOf)),
  enum: (operand) => {
    const values = list('enum', operand)
    return (value) => values.some((one) => equalValues(one, value))
  },
  allOf: (operand) => counting('allOf', operand, (held, all) => held === all),
  anyOf: (operand) => counting('anyOf', operand, (held) => held > 0),
  oneOf: (operand) => counting('oneOf', operand, (held) => held === 1),
  not: (operand) => {
    const holds = compileJsonSchema(operand)
    return (value) => !holds(value)
  },
  minimum: (operand, schema) => bound('minimum', operand, schema, 'exclusiveMinimum'),
  maximum: (operand, schema) => bound('maximum', operand, schema, 'exclusiveMaximum'),
  exclusiveMinimum: (operand) => flag('exclusiveMinimum', operand),
  exclusiveMaximum: (operand) => flag('exclusiveMaximum', operand),
  multipleOf: (operand) => {
    const divisor = number('multipleOf', operand)
    return onNumbers((value) => value % divisor === 0)
  },
  minLength: (operand) => lengths(isText, lengthOfText, atLeast('minLength', operand)),
  maxLength: (operand) => lengths(isText, lengthOfText, atMost('maxLength', operand)),
  pattern: (operand) => {
    const pattern = new RegExp(text('pattern', operand))
    return (value) => !isText(value) || pattern.test(value)
  },
  minItems: (operand) => lengths(isList, lengthOfList, atLeast('minItems', operand)),
  maxItems: (operand) => lengths(isList, lengthOfList, atMost('maxItems', operand)),
  uniqueItems: (operand) => {
    const isAsked = operand === true
    return (value) => !isAsked || !isList(value) || areDifferent(value)
  },
  items: (operand) => {
    if (!Array.isArray(operand)) return onElements(compileJsonSchema(operand))
    const tests = operand.map(compileJsonSchema)
    return (value) => !isList(value) || value.every((one, i) => tests[i]?.(one) ?? true)
  },
  additionalItems: (operand, { items }) => {
    const holds = additional('additionalItems', operand)
    const known = Array.isArray(items) ? items.length : Infinity
    return (value) => !isList(value) || value.slice(known).every(holds)
  },
  minProperties: (operand) => lengths(isDocument, sizeOf, atLeast('minProperties', operand)),
  maxProperties: (operand) => lengths(isDocument, sizeOf, atMost('maxProperties', operand)),
  required: (operand) => {
    const fields = texts('required', operand)
    return (value) => !isDocument(value) || fields.every((field) => Object.hasOwn(value, field))
  },
  properties: (operand) => {
    const tests = schemas('properties', operand)
    return onFields((field, value) => tests.get(field)?.(value) ?? true)
  },
  patternProperties: (operand) => {
    const tests = patterns(operand)
    return onFields((field, value) =>
      tests.every(([pattern, holds]) => !pattern.test(field) || holds(value)),
    )
  },
  additionalProperties: (operand, { patternProperties = {}, properties = {} }) => {
    const holds = additional('additionalProperties', operand)
    const named = schemas('properties', properties)
    const matched = patterns(patternProperties)
    const isKnown = (field: string) =>
      named.has(field) || matched.some(([pattern]) => pattern.test(field))
    return onFields((field, value) => isKnown(field) || holds(value))
  },
  dependencies: (operand) => {
    if (!isDocument(operand)) throw malformed('dependencies', 'an object')
    const tests = Object.entries(operand).map(([field, wanted]) => {
      const schema = Array.isArray(wanted) ? { required: wanted } : wanted
      return [field, compileJsonSchema(schema)] as const
    })
    return (value) =>
      !isDocument(value) ||
      tests.every(([field, holds]) => !Object.hasOwn(value, field) || holds(value))
  },
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'object',
  array: 'array',
  number: 'number',
  boolean: 'bool',
  string: 'string',
  null: 'null',
}

function bsonTypeOf(type: string): string {
  const name = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  if (name === undefined) throw requestFailed(`Unknown type name alias: ${type}`)
  return name
}

const oneOfTypes =
  (names: readonly string[]): Test =>
  (value) =>
    names.includes(typeName(value)) || (names.includes('number') && isNumber(value))

function counting(
  name: string,
  operand: unknown,
  accepts: (held: number, all: number) => boolean,
): Test {
  const tests = list(name, operand).map(compileJsonSchema)
  return (value) => accepts(tests.filter((holds) => holds(value)).length, tests.length)
}

function bound(name: string, operand: unknown, schema: Document, exclusive: string): Test {
  const limit = number(name, operand)
  const sign = name === 'minimum' ? 1 : -1
  return onNumbers((value) => {
    const order = compareValues(value, limit) * sign
    return schema[exclusive] === true ? order > 0 : order >= 0
  })
}

/** Modifies `minimum` or `maximum`. */
function flag(name: string, operand: unknown): Test {
  if (typeof operand !== 'boolean') throw malformed(name, 'a boolean')
  return () => true
}

const atLeast = (name: string, operand: unknown) => {
  const min = number(name, operand)
  return (length: number) => length >= min
}

const atMost = (name: string, operand: unknown) => {
  const max = number(name, operand)
  return (length: number) => length <= max
}

const lengths =
  <Value>(
    isOfKind: (value: unknown) => value is Value,
    lengthOf: (value: Value) => number,
    accepts: (length: number) => boolean,
  ): Test =>
  (value) =>
    !isOfKind(value) || accepts(lengthOf(value))

const isText = (value: unknown): value is string => typeof value === 'string'
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isNumber = (value: unknown) => kindOf(value) === KIND.number
const lengthOfText = (value: string) => [...value].length
const lengthOfList = (value: readonly unknown[]) => value.length
const sizeOf = (value: Document) => Object.keys(value).length

const onNumbers =
  (holds: (value: number) => boolean): Test =>
  (value) =>
    !isNumber(value) || holds(Number(value))

const onElements =
  (holds: Test): Test =>
  (value) =>
    !isList(value) || value.every(holds)

const onFields =
  (holds: (field: string, value: unknown) => boolean): Test =>
  (value) =>
    !isDocument(value) || Object.entries(value).every(([field, content]) => holds(field, content))

const areDifferent = (values: readonly unknown[]) =>
  values
    .toSorted(compareValues)
    .every((value, i, all) => i === 0 || !equalValues(value, all[i - 1]))

/** `true`, `false` or a schema for everything not covered by the others. */
function additional(name: string, operand: unknown): Test {
  if (typeof operand === 'boolean') return () => operand
  if (!isDocument(operand)) throw malformed(name, 'a boolean or an object')
  return compileJsonSchema(operand)
}

function schemas(name: string, operand: unknown): Map<string, Test> {
  if (!isDocument(operand)) throw malformed(name, 'an object')
  return new Map(
    Object.entries(operand).map(([field, schema]) => [field, compileJsonSchema(schema)]),
  )
}

const patterns = (operand: unknown) =>
  [...schemas('patternProperties', operand)].map(
    ([pattern, holds]) => [new RegExp(pattern), holds] as const,
  )

function list(name: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand) || operand.length === 0) throw malformed(name, 'a filled array')
  return operand
}

function texts(name: string, operand: unknown): string[] {
  return (typeof operand === 'string' ? [operand] : list(name, operand)).map((one) =>
    text(name, one),
  )
}

function text(name: string, operand: unknown): string {
  if (typeof operand !== 'string') throw malformed(name, 'a string')
  return operand
}

function number(name: string, operand: unknown): number {
  if (!isNumber(operand)) throw malformed(name, 'a number')
  return Number(operand)
}

const malformed = (keyword: string, wanted: string) =>
  requestFailed(`$jsonSchema keyword '${keyword}' must be ${wanted}`)
