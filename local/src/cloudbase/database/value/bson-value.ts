/** A document as the service sees it: plain objects, arrays, numbers, Dates and bson's classes. */
export type Document = Record<string, unknown>

/**
 * Kinds of values in MongoDB's sort order.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ `undefined` stands for
 * the value below null: in an index, the element of an empty array.
 */
export const KIND = {
  minKey: 1,
  undefined: 2,
  null: 3,
  number: 4,
  string: 5,
  object: 6,
  array: 7,
  binary: 8,
  objectId: 9,
  boolean: 10,
  date: 11,
  timestamp: 12,
  regex: 13,
  other: 14,
  maxKey: 15,
} as const

export type Kind = (typeof KIND)[keyof typeof KIND]

const KIND_OF_BSON: Readonly<Record<string, Kind>> = {
  MinKey: KIND.minKey,
  Long: KIND.number,
  Int32: KIND.number,
  Double: KIND.number,
  Decimal128: KIND.number,
  BSONSymbol: KIND.string,
  Binary: KIND.binary,
  ObjectID: KIND.objectId,
  Timestamp: KIND.timestamp,
  MaxKey: KIND.maxKey,
}

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'number':
      return KIND.number
    case 'string':
      return KIND.string
    case 'boolean':
      return KIND.boolean
    case 'undefined':
      return KIND.undefined
    case 'object':
      return value === null ? KIND.null : kindOfObject(value)
    default:
      return KIND.other
  }
}

function kindOfObject(value: object): Kind {
  if (Array.isArray(value)) return KIND.array
  if (value instanceof Date) return KIND.date
  if (value instanceof RegExp) return KIND.regex
  if (Object.getPrototypeOf(value) === Object.prototype) return KIND.object
  const bsonType = (value as { _bsontype?: unknown })._bsontype
  return typeof bsonType === 'string' ? (KIND_OF_BSON[bsonType] ?? KIND.other) : KIND.object
}

export const isDocument = (value: unknown): value is Document => kindOf(value) === KIND.object

/** The names that error texts and `$type` use. */
export function typeName(value: unknown): string {
  const kind = kindOf(value)
  if (kind === KIND.number) return numberTypeName(value)
  return TYPE_NAMES[kind]
}

function numberTypeName(value: unknown): string {
  if (typeof value !== 'number') return 'decimal'
  if (!Number.isInteger(value)) return 'double'
  return Math.abs(value) < 2 ** 31 ? 'int' : 'long'
}

const TYPE_NAMES: Readonly<Record<Kind, string>> = {
  [KIND.minKey]: 'minKey',
  [KIND.undefined]: 'missing',
  [KIND.null]: 'null',
  [KIND.number]: 'number',
  [KIND.string]: 'string',
  [KIND.object]: 'object',
  [KIND.array]: 'array',
  [KIND.binary]: 'binData',
  [KIND.objectId]: 'objectId',
  [KIND.boolean]: 'bool',
  [KIND.date]: 'date',
  [KIND.timestamp]: 'timestamp',
  [KIND.regex]: 'regex',
  [KIND.other]: 'javascript',
  [KIND.maxKey]: 'maxKey',
}
