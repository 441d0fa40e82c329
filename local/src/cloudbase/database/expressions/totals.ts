import { requestFailed } from '../../cloud-error'
import type { Document } from '../value/bson-value'
import { evaluate } from './evaluate'
import { extremes } from './array-picks'
import { documentIn, isNothing, isNumber, listed, naming, numberIn } from './operands'
import type { Operator, Operators } from './scope'

const numbersIn = (values: readonly unknown[]) =>
  values.filter(isNumber).map((value) => numberIn('$sum', value))

const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0)

function deviation(values: readonly unknown[], fewer: 0 | 1): number | null {
  const numbers = numbersIn(values)
  if (numbers.length <= fewer) return null
  const mean = sum(numbers) / numbers.length
  return Math.sqrt(sum(numbers.map((value) => (value - mean) ** 2)) / (numbers.length - fewer))
}

/**
 * Totals of many values, of a group's documents or of a list: unsuitable values, such as a text in
 * a sum, are skipped. https://www.mongodb.com/docs/manual/reference/operator/aggregation/sum/
 */
export const TOTALS: Readonly<Record<`$${string}`, (values: readonly unknown[]) => unknown>> = {
  $avg: (values) => {
    const numbers = numbersIn(values)
    return numbers.length > 0 ? sum(numbers) / numbers.length : null
  },
  $max: (values) => extremes(values, -1)[0] ?? null,
  $mergeObjects: (values) =>
    values.reduce<Document>(
      (all, value) => (isNothing(value) ? all : { ...all, ...documentIn('$mergeObjects', value) }),
      {},
    ),
  $min: (values) => extremes(values, 1)[0] ?? null,
  $stdDevPop: (values) => deviation(values, 0),
  $stdDevSamp: (values) => deviation(values, 1),
  $sum: (values) => sum(numbersIn(values)),
}

/** Of its operands or, if there is one only and it is a list, of what is in that. */
const ofOperands =
  (name: string, total: (values: readonly unknown[]) => unknown): Operator =>
  (operand, scope) => {
    const values = listed(name, [0, Infinity], operand).map((one) => evaluate(one, scope))
    const [first] = values
    return total(values.length === 1 && Array.isArray(first) ? first : values)
  }

/** Of sorted numbers the first that so large a part is not above; null of none. */
export function percentile(values: readonly unknown[], part: number): number | null {
  const numbers = numbersIn(values).sort((a, b) => a - b)
  return numbers[Math.max(Math.ceil(part * numbers.length) - 1, 0)] ?? null
}

/** The parts that `$percentile` asks for, each from 0 to 1. */
export function partsIn(value: unknown): number[] {
  const parts = Array.isArray(value) ? (value as unknown[]) : []
  if (parts.length > 0 && parts.every((part) => isNumber(part) && Number(part) >= 0))
    if (parts.every((part) => Number(part) <= 1)) return parts.map(Number)
  throw requestFailed("$percentile requires 'p' to be a list of numbers from 0 to 1")
}

export function assertApproximate(name: string, method: unknown): void {
  if (method !== 'approximate') throw requestFailed(`${name}: the method must be 'approximate'`)
}

/** One number alone is a list of it; what is neither has no numbers. */
const elementsOf = (input: unknown) => (Array.isArray(input) ? (input as unknown[]) : [input])

const median = naming('$median', { required: ['input', 'method'] }, (named) => {
  assertApproximate('$median', named.value('method'))
  return percentile(elementsOf(named.value('input')), 0.5)
})

const percentiles = naming('$percentile', { required: ['input', 'p', 'method'] }, (named) => {
  assertApproximate('$percentile', named.value('method'))
  const values = elementsOf(named.value('input'))
  return partsIn(named.value('p')).map((part) => percentile(values, part))
})

export const TOTALS_OF_OPERANDS: Operators = {
  ...Object.fromEntries(
    Object.entries(TOTALS).map(([name, total]) => [name, ofOperands(name, total)]),
  ),
  $median: median,
  $percentile: percentiles,
}
