import { type Document, isDocument, KIND, type Kind, kindOf } from '../value/bson-value'
import { encodeKey, invert, successor } from './key'

/** A range of an index: from `lower`, up to but excluding `upper`. */
export interface Range {
  readonly lower: Buffer
  readonly upper: Buffer
}

/**
 * Values between two ends, each given as a key and whether values beginning with it are included.
 */
export interface Interval {
  readonly low: { readonly key: Buffer; readonly included: boolean }
  readonly high: { readonly key: Buffer; readonly included: boolean }
  /** A single value, so that the next field of the index is in order within it. */
  readonly isPoint: boolean
}

/**
 * Index intervals of the values that a condition can match; `null` if unbounded. Never too narrow:
 * candidates are still tested. If documents have several values, different ones may meet different
 * bounds, so only one bound can be used.
 */
export function intervalsOf(condition: unknown, hasSeveralValues: boolean): Interval[] | null {
  if (!isOperators(condition)) return pointsOf([condition])
  if ('$eq' in condition) return pointsOf([condition['$eq']])
  const list = condition['$in']
  if (Array.isArray(list)) return pointsOf(list)
  const [bound, ...more] = Object.entries(condition).flatMap(([operator, operand]) =>
    boundOf(operator, operand),
  )
  if (!bound) return null
  return [hasSeveralValues ? bound : more.reduce(intersect, bound)]
}

const isOperators = (condition: unknown): condition is Document =>
  isDocument(condition) && Object.keys(condition).some((key) => key.startsWith('$'))

function pointsOf(values: readonly unknown[]): Interval[] | null {
  if (!values.every(isPlain)) return null
  return values.map((value) =>
    value == null ? between(KIND.undefined, KIND.null) : point(encodeKey(value)),
  )
}

/** Patterns match many values, and arrays match as a whole and by their elements. */
function isPlain(value: unknown): boolean {
  const kind = kindOf(value)
  return kind !== KIND.regex && kind !== KIND.array
}

const point = (key: Buffer): Interval => ({
  low: { key, included: true },
  high: { key, included: true },
  isPoint: true,
})

const between = (from: Kind, to: Kind): Interval => ({
  low: { key: Buffer.from([from]), included: true },
  high: { key: Buffer.from([to]), included: true },
  isPoint: false,
})

/** One side of a range; the other is the end of the values of the operand's kind. */
function boundOf(operator: string, operand: unknown): Interval[] {
  if (operand == null || !isPlain(operand)) return []
  const bound = { key: encodeKey(operand), included: operator === '$gte' || operator === '$lte' }
  const all = between(kindOf(operand), kindOf(operand))
  if (operator === '$gt' || operator === '$gte') return [{ ...all, low: bound }]
  if (operator === '$lt' || operator === '$lte') return [{ ...all, high: bound }]
  return []
}

function intersect(a: Interval, b: Interval): Interval {
  const low = cutOf(a.low, 'low').compare(cutOf(b.low, 'low')) >= 0 ? a.low : b.low
  const high = cutOf(a.high, 'high').compare(cutOf(b.high, 'high')) <= 0 ? a.high : b.high
  return { low, high, isPoint: false }
}

/** An end as a position between keys: before or after all keys with this prefix. */
function cutOf({ included, key }: Interval['low'], side: 'low' | 'high'): Buffer {
  return included === (side === 'low') ? key : successor(key)
}

/** The index range of an interval of one field, behind fixed fields before it. */
export function rangeOf(prefix: Buffer, interval: Interval, direction: number): Range {
  const within = (key: Buffer) => Buffer.concat([prefix, key])
  if (direction > 0)
    return {
      lower: within(cutOf(interval.low, 'low')),
      upper: within(cutOf(interval.high, 'high')),
    }
  const { high, low } = interval
  return {
    lower: within(high.included ? invert(high.key) : successor(invert(high.key))),
    upper: within(low.included ? successor(invert(low.key)) : invert(low.key)),
  }
}

/** Everything behind the fixed fields. */
export const rangeBehind = (prefix: Buffer): Range => ({
  lower: prefix,
  upper: prefix.length > 0 ? successor(prefix) : Buffer.from([255]),
})
