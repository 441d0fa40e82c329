import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { compareValues } from '../query/compare'
import { encodeKey } from '../index/key'
import { sorted, type SortOrder } from '../query/sort'
import { arrayIn, isNothing, listed, naming, taking, wholeIn } from './operands'
import { evaluate } from './evaluate'
import type { Operator, Operators } from './scope'

/** `$firstN` and its like: a list is required, and a number of at least 1. */
const picking = (
  name: string,
  pick: (list: readonly unknown[], count: number) => readonly unknown[],
): Operator =>
  naming(name, { required: ['input', 'n'] }, (named) => {
    const count = countIn(name, named.value('n'))
    return pick(arrayIn(name, named.value('input')), count)
  })

/** How many are wanted. */
export function countIn(name: string, value: unknown): number {
  const count = wholeIn(name, value)
  if (count < 1) throw requestFailed(`'n' must be greater than 0, found ${count} for ${name}`)
  return count
}

/** The greatest or, `way` 1, the least of those that are something. */
export const extremes = (list: readonly unknown[], way: 1 | -1): unknown[] =>
  list.filter((one) => !isNothing(one)).sort((a, b) => compareValues(a, b) * way)

const sortArray = naming('$sortArray', { required: ['input', 'sortBy'] }, (named) => {
  const input = named.value('input')
  if (isNothing(input)) return null
  const list = arrayIn('$sortArray', input)
  const order = named.value('sortBy')
  if (order === 1 || order === -1) return list.toSorted((a, b) => compareValues(a, b) * order)
  if (!isDocument(order) || Object.values(order).some((way) => way !== 1 && way !== -1))
    throw requestFailed('$sortArray: a sort key must be 1 or -1')
  return sorted(list, order as SortOrder, (one): Document => (isDocument(one) ? one : {}))
})

const keyOf = (value: unknown) => encodeKey(value).toString('latin1')

/** Each value once, in MongoDB's order of values. */
export function setOf(values: readonly unknown[]): unknown[] {
  const byKey = new Map(values.toReversed().map((value) => [keyOf(value), value]))
  return [...byKey.values()].sort(compareValues)
}

const keysOf = (values: readonly unknown[]) => new Set(values.map(keyOf))

/** Of lists one after the other, up to the first that is nothing: then null. */
function ofLists(
  name: string,
  work: (lists: readonly (readonly unknown[])[]) => unknown[],
): Operator {
  return (operand, scope) => {
    const lists: (readonly unknown[])[] = []
    for (const one of listed(name, [0, Infinity], operand)) {
      const list = evaluate(one, scope)
      if (isNothing(list)) return null
      lists.push(arrayIn(name, list))
    }
    return work(lists)
  }
}

const intersection = ofLists('$setIntersection', ([first = [], ...others]) => {
  const keys = others.map(keysOf)
  return setOf(first.filter((one) => keys.every((set) => set.has(keyOf(one)))))
})

const difference = taking('$setDifference', [2, 2], (from, without) => {
  if (isNothing(from) || isNothing(without)) return null
  const list = arrayIn('$setDifference', from)
  const seen = keysOf(arrayIn('$setDifference', without))
  return list.filter((one) => {
    const key = keyOf(one)
    return !seen.has(key) && seen.add(key).size > 0
  })
})

const isSubset = taking('$setIsSubset', [2, 2], (part, whole) => {
  const list = arrayIn('$setIsSubset', part)
  const keys = keysOf(arrayIn('$setIsSubset', whole))
  return list.every((one) => keys.has(keyOf(one)))
})

const areEqual = taking('$setEquals', [2, Infinity], (...operands) => {
  const [first, ...others] = operands.map((one) => keysOf(arrayIn('$setEquals', one)))
  const isSame = (other: Set<string>) =>
    other.size === first?.size && [...other].every((key) => first.has(key))
  return others.every(isSame)
})

/** Operators that pick from lists or take lists as sets. */
export const PICKS: Operators = {
  $firstN: picking('$firstN', (list, count) => list.slice(0, count)),
  $lastN: picking('$lastN', (list, count) => list.slice(-count)),
  $maxN: picking('$maxN', (list, count) => extremes(list, -1).slice(0, count)),
  $minN: picking('$minN', (list, count) => extremes(list, 1).slice(0, count)),
  $setDifference: difference,
  $setEquals: areEqual,
  $setIntersection: intersection,
  $setIsSubset: isSubset,
  $setUnion: ofLists('$setUnion', (lists) => setOf(lists.flat())),
  $sortArray: sortArray,
}
