import type { AnyObject, Options } from 'mingo/types'
import { Query } from 'mingo/query'
import { requestFailed } from '../../cloud-error'
import { isDocument, type Document, KIND, kindOf, typeName } from '../value/bson-value'
import { compareValues, equalValues } from './compare'
import { geoIntersects, geoWithin, isNear, placesAt } from '../geo/geo'
import { valuesAt } from '../value/path'

type Test = (value: unknown) => boolean
type FieldOperator = (
  path: string,
  operand: unknown,
  options: Options,
) => (doc: Document) => boolean

/**
 * MongoDB's operators on a field. mingo has most of them, but differs for null, documents and
 * arrays; these replace them in its context.
 */
export const FIELD_OPERATORS: Readonly<Record<`$${string}`, FieldOperator>> = {
  $eq: (path, operand) => anywhere(path, equals(operand)),
  $ne: (path, operand) => not(anywhere(path, equals(operand))),
  $in: (path, operand) => anywhere(path, oneOf(listOf('$in', operand))),
  $nin: (path, operand) => not(anywhere(path, oneOf(listOf('$nin', operand)))),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
  $exists: (path, operand) => (doc) =>
    valuesAt(doc, path).some((value) => value !== undefined) === Boolean(operand),
  $type: (path, operand) => anywhere(path, hasType(operand)),
  $regex: (path, operand) => anywhere(path, matches(operand as RegExp)),
  $mod: (path, operand) => anywhere(path, leaves(operand)),
  $size: (path, operand) => (doc) =>
    valuesAt(doc, path).some((value) => Array.isArray(value) && value.length === operand),
  $all: (path, operand, options) => {
    const conditions = listOf('$all', operand).map((item) => one(path, item, options))
    return (doc) => conditions.length > 0 && conditions.every((holds) => holds(doc))
  },
  $elemMatch: elemMatch,
  $near: nearing,
  $nearSphere: nearing,
  $geoWithin: placing(geoWithin),
  $geoIntersects: placing(geoIntersects),
}

function nearing(path: string, operand: unknown) {
  return (doc: Document) => isNear(doc, path, operand)
}

function placing(holds: (place: unknown, operand: unknown) => boolean): FieldOperator {
  return (path, operand) => (doc) => placesAt(doc, path).some((place) => holds(place, operand))
}

/** A value matches by itself or, if it is an array, by one of its elements. */
const anywhere = (path: string, test: Test) => (doc: Document) =>
  valuesAt(doc, path).some((value) => test(value) || (Array.isArray(value) && value.some(test)))

const not = (predicate: (doc: Document) => boolean) => (doc: Document) => !predicate(doc)

/** Null also matches missing fields. */
const equals = (operand: unknown): Test =>
  operand == null ? (value) => value == null : (value) => equalValues(value, operand)

function comparing(accepts: (order: number) => boolean): FieldOperator {
  return (path, operand) => anywhere(path, ordered(operand ?? null, accepts))
}

/** Only values of the operand's kind compare; missing counts as null, which has no order. */
const ordered =
  (operand: unknown, accepts: (order: number) => boolean): Test =>
  (value) => {
    const given = operand === null ? (value ?? null) : value
    if (kindOf(given) !== kindOf(operand)) return false
    if (Number.isNaN(given) !== Number.isNaN(operand)) return false
    return accepts(compareValues(given, operand))
  }

function oneOf(operands: readonly unknown[]): Test {
  const primitives = new Set(operands.filter((operand) => typeof operand !== 'object'))
  const rest = operands
    .filter((operand) => typeof operand === 'object')
    .map((operand) => (operand instanceof RegExp ? matches(operand) : equals(operand)))
  return (value) => primitives.has(value) || rest.some((test) => test(value))
}

const matches =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === 'string' && pattern.test(value)

function hasType(operand: unknown): Test {
  const wanted = Array.isArray(operand) ? operand : [operand]
  return (value) => {
    if (value === undefined) return false
    const name = typeName(value)
    const isNumber = kindOf(value) === KIND.number
    return wanted.some(
      (type) =>
        type === name || TYPE_CODES[type as number] === name || (type === 'number' && isNumber),
    )
  }
}

/** https://www.mongodb.com/docs/manual/reference/bson-types/ */
const TYPE_CODES: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
}

function leaves(operand: unknown): Test {
  const [divisor, remainder] = listOf('$mod', operand).map((number) => Math.trunc(Number(number)))
  if (!divisor || remainder === undefined)
    throw requestFailed('malformed mod, divisor and remainder are expected')
  return (value) =>
    kindOf(value) === KIND.number && Math.trunc(Number(value)) % divisor === remainder
}

/** One member of `$all`: a value, a pattern or an `$elemMatch`. */
function one(path: string, item: unknown, options: Options): (doc: Document) => boolean {
  if (isDocument(item) && '$elemMatch' in item) return elemMatch(path, item['$elemMatch'], options)
  return anywhere(path, item instanceof RegExp ? matches(item) : equals(item))
}

function elemMatch(path: string, operand: unknown, options: Options) {
  const holds = element(operand, options)
  return (doc: Document) =>
    valuesAt(doc, path).some((value) => Array.isArray(value) && value.some(holds))
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$jsonSchema'])

/** Either conditions on a document, or operators on the element's value. */
function element(operand: unknown, options: Options): Test {
  if (!isDocument(operand)) throw requestFailed('$elemMatch needs an Object')
  const onValue = Object.keys(operand).some((key) => key.startsWith('$') && !LOGICAL.has(key))
  const query = new Query((onValue ? { value: operand } : operand) as AnyObject, options)
  if (onValue) return (value) => query.test({ value })
  return (value) => isDocument(value) && query.test(value)
}

function listOf(operator: string, operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} needs an array`)
  return operand
}
