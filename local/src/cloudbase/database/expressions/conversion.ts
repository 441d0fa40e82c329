import { Decimal128, ObjectId } from 'bson'
import { CloudError, requestFailed } from '../../cloud-error'
import { KIND, kindOf, typeName } from '../value/bson-value'
import { dateOfText } from './date-text'
import { isNothing, isTrue, naming, taking } from './operands'
import type { Operator, Operators } from './scope'
import { UTC } from './time-zone'

/** Types that a value can be converted to, by MongoDB's names and numbers of types. */
const TARGETS = {
  double: 1,
  string: 2,
  objectId: 7,
  bool: 8,
  date: 9,
  int: 16,
  long: 18,
  decimal: 19,
} as const

type Target = keyof typeof TARGETS

function targetIn(to: unknown): Target {
  const names = Object.keys(TARGETS) as Target[]
  const target = names.find((name) => name === to || TARGETS[name] === to)
  if (target) return target
  throw requestFailed(`Unknown type name: ${String(to)}`)
}

const failed = (value: unknown, target: Target) =>
  requestFailed(
    `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  )

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/convert/ */
function converted(value: unknown, target: Target): unknown {
  switch (target) {
    case 'bool':
      return isTrue(value)
    case 'string':
      return toText(value)
    case 'date':
      return toDate(value)
    case 'objectId':
      return toObjectId(value)
    case 'decimal':
      return Decimal128.fromString(String(toNumber(value, target)))
    case 'double':
      return toNumber(value, target)
    case 'int':
      return whole(toNumber(value, target), 2 ** 31)
    case 'long':
      return whole(toNumber(value, target), 2 ** 63)
  }
}

function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  switch (kindOf(value)) {
    case KIND.string:
    case KIND.boolean:
    case KIND.number:
    case KIND.objectId:
      return String(value)
    default:
      throw failed(value, 'string')
  }
}

function toDate(value: unknown): Date {
  switch (kindOf(value)) {
    case KIND.date:
      return value as Date
    case KIND.string:
      return dateOfText(value as string, UTC)
    case KIND.objectId:
      return (value as ObjectId).getTimestamp()
    case KIND.timestamp:
      return new Date((value as { getHighBits(): number }).getHighBits() * 1000)
    case KIND.number:
      if (typeName(value) !== 'int') return new Date(whole(Number(value), 2 ** 63))
  }
  throw failed(value, 'date')
}

function toObjectId(value: unknown): unknown {
  if (kindOf(value) === KIND.objectId) return value
  if (typeof value !== 'string') throw failed(value, 'objectId')
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw requestFailed(`Failed to parse objectId '${value}' in $convert with no onError value`)
  return new ObjectId(value)
}

const NUMERALS = { whole: /^[+-]?\d+$/, any: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i }

function toNumber(value: unknown, target: Target): number {
  switch (kindOf(value)) {
    case KIND.number:
      return Number(value)
    case KIND.boolean:
      return value === true ? 1 : 0
    case KIND.date:
      if (target === 'int') break
      return (value as Date).getTime()
    case KIND.string:
      return numeral(value as string, target === 'int' || target === 'long')
  }
  throw failed(value, target)
}

function numeral(text: string, isWhole: boolean): number {
  if ((isWhole ? NUMERALS.whole : NUMERALS.any).test(text)) return Number(text)
  throw requestFailed(`Failed to parse number '${text}' in $convert with no onError value`)
}

/** Towards zero. */
function whole(number: number, bound: number): number {
  const cut = Math.trunc(number)
  if (cut >= -bound && cut < bound) return cut
  throw requestFailed(
    `Conversion would overflow target type in $convert with no onError value: ${number}`,
  )
}

const convert = naming(
  '$convert',
  { required: ['input', 'to'], optional: ['onError', 'onNull'] },
  (named) => {
    const [input, to] = [named.value('input'), named.value('to')]
    const target = isNothing(to) ? null : targetIn(to)
    if (isNothing(input)) return named.has('onNull') ? named.value('onNull') : null
    if (target === null) return null
    try {
      return converted(input, target)
    } catch (error) {
      if (error instanceof CloudError && named.has('onError')) return named.value('onError')
      throw error
    }
  },
)

const to = (name: string, target: Target): Operator =>
  taking(name, [1, 1], (value) => (isNothing(value) ? null : converted(value, target)))

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#type-expression-operators */
export const CONVERSION: Operators = {
  $convert: convert,
  $isNumber: taking('$isNumber', [1, 1], (value) => kindOf(value) === KIND.number),
  $toBool: to('$toBool', 'bool'),
  $toDate: to('$toDate', 'date'),
  $toDecimal: to('$toDecimal', 'decimal'),
  $toDouble: to('$toDouble', 'double'),
  $toInt: to('$toInt', 'int'),
  $toLong: to('$toLong', 'long'),
  $toObjectId: to('$toObjectId', 'objectId'),
  $toString: to('$toString', 'string'),
  $type: taking('$type', [1, 1], typeName),
}
