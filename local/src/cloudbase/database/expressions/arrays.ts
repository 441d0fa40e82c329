import { requestFailed } from '../../cloud-error'
import { type Document, isDocument, typeName } from '../value/bson-value'
import { compareValues } from '../query/compare'
import { evaluate } from './evaluate'
import { arrayIn, isNothing, isTrue, listed, type Named, naming, taking, wholeIn } from './operands'
import { PICKS } from './array-picks'
import { type Operator, type Operators, withVariables } from './scope'

/** Of one list; null of nothing. */
const ofList = (name: string, work: (list: readonly unknown[]) => unknown): Operator =>
  taking(name, [1, 1], (list) => (isNothing(list) ? null : work(arrayIn(name, list))))

const arrayElemAt = taking('$arrayElemAt', [2, 2], (list, index) => {
  if (isNothing(list) || isNothing(index)) return null
  const at = wholeIn('$arrayElemAt', index)
  return arrayIn('$arrayElemAt', list).at(at)
})

const arrayToObject = ofList('$arrayToObject', (list) => {
  const pairs = list.map((pair) => (Array.isArray(list[0]) ? pairOf(pair) : keyAndValueOf(pair)))
  return Object.fromEntries(pairs)
})

function pairOf(pair: unknown): [string, unknown] {
  if (Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string')
    return [pair[0], pair[1]]
  throw requestFailed('$arrayToObject requires an array of pairs of a key, a string, and a value')
}

function keyAndValueOf(pair: unknown): [string, unknown] {
  if (isDocument(pair) && Object.keys(pair).length === 2 && typeof pair['k'] === 'string')
    if ('v' in pair) return [pair['k'], pair['v']]
  throw requestFailed("$arrayToObject requires objects with the keys 'k', a string, and 'v'")
}

/** Null as soon as one of them is nothing, even if what follows is no list. */
const concatArrays: Operator = (operand, scope) => {
  const all: unknown[] = []
  for (const one of listed('$concatArrays', [0, Infinity], operand)) {
    const list = evaluate(one, scope)
    if (isNothing(list)) return null
    all.push(...arrayIn('$concatArrays', list))
  }
  return all
}

/** A name for the element, `this` unless it is given. */
function elementName(named: Named, name: string): string {
  const given = named.has('as') ? named.value('as') : 'this'
  if (typeof given === 'string' && /^[a-z\u0080-\uffff]\w*$/i.test(given)) return given
  throw requestFailed(`${name}: 'as' is not a valid name of a variable`)
}

const filter = naming(
  '$filter',
  { required: ['input', 'cond'], optional: ['as', 'limit'] },
  (named, scope) => {
    const input = named.value('input')
    if (isNothing(input)) return null
    const list = arrayIn('$filter', input)
    const limit = named.value('limit')
    const max = isNothing(limit) ? Infinity : wholeIn('$filter', limit)
    if (max < 1) throw requestFailed('$filter: limit must be greater than 0')
    const as = elementName(named, '$filter')
    const holds = (one: unknown) => isTrue(named.value('cond', withVariables(scope, { [as]: one })))
    return list.filter(holds).slice(0, max)
  },
)

const map = naming('$map', { required: ['input', 'in'], optional: ['as'] }, (named, scope) => {
  const input = named.value('input')
  if (isNothing(input)) return null
  const as = elementName(named, '$map')
  return arrayIn('$map', input).map(
    (one) => named.value('in', withVariables(scope, { [as]: one })) ?? null,
  )
})

const reduce = naming('$reduce', { required: ['input', 'initialValue', 'in'] }, (named, scope) => {
  const input = named.value('input')
  if (isNothing(input)) return null
  return arrayIn('$reduce', input).reduce<unknown>(
    (value, one) => named.value('in', withVariables(scope, { value, this: one })),
    named.value('initialValue'),
  )
})

const indexOfArray = taking('$indexOfArray', [2, 4], (list, wanted, start = 0, end = Infinity) => {
  if (isNothing(list)) return null
  const all = arrayIn('$indexOfArray', list)
  const [from, to] = boundsIn('$indexOfArray', start, end)
  return all.findIndex((one, i) => i >= from && i < to && compareValues(one, wanted) === 0)
})

/** Where to search: whole numbers that are not negative. */
export function boundsIn(name: string, start: unknown, end: unknown): [number, number] {
  return [start, end].map((bound) => {
    const at = bound === Infinity ? Infinity : wholeIn(name, bound)
    if (at < 0) throw requestFailed(`${name} requires a nonnegative index, found: ${at}`)
    return at
  }) as [number, number]
}

/** MongoDB gives an expression 100 MB, 16 bytes a number. */
const RANGE_LENGTH_MAX = (100 * 1024 * 1024) / 16

const range = taking('$range', [2, 3], (first, end, by = 1) => {
  const [from, to, step] = [first, end, by].map((bound) => wholeIn('$range', bound)) as [
    number,
    number,
    number,
  ]
  if (step === 0) throw requestFailed('$range requires a non-zero step value')
  const length = Math.max(Math.ceil((to - from) / step), 0)
  if (length > RANGE_LENGTH_MAX)
    throw requestFailed('$range would use too much memory and cannot spill to disk')
  return Array.from({ length }, (_, i) => from + i * step)
})

const slice = taking('$slice', [2, 3], (list, second, third) => {
  if (isNothing(list) || isNothing(second)) return null
  const all = arrayIn('$slice', list)
  const at = wholeIn('$slice', second)
  if (third === undefined) return at < 0 ? all.slice(at) : all.slice(0, at)
  if (third === null) return null
  const length = wholeIn('$slice', third)
  if (length <= 0) throw requestFailed('Third argument to $slice must be positive')
  const from = at < 0 ? Math.max(all.length + at, 0) : at
  return all.slice(from, from + length)
})

const size = taking('$size', [1, 1], (list) => {
  if (Array.isArray(list)) return list.length
  throw requestFailed(`The argument to $size must be an array, but was of type: ${typeName(list)}`)
})

const zip = naming(
  '$zip',
  { required: ['inputs'], optional: ['useLongestLength', 'defaults'] },
  (named) => {
    const inputs = arrayIn('$zip', named.value('inputs'))
    const usesLongest = named.value('useLongestLength') === true
    const defaults = named.value('defaults')
    if (!isNothing(defaults) && !usesLongest)
      throw requestFailed('cannot specify defaults unless useLongestLength is true')
    if (inputs.some(isNothing)) return null
    const lists = inputs.map((input) => arrayIn('$zip', input))
    const fill = isNothing(defaults) ? [] : arrayIn('$zip', defaults)
    if (!isNothing(defaults) && fill.length !== lists.length)
      throw requestFailed('defaults and inputs must have the same length')
    const lengths = lists.map((list) => list.length)
    const length = usesLongest ? Math.max(...lengths) : Math.min(...lengths)
    return Array.from({ length }, (_, i) =>
      lists.map((list, of) => (i < list.length ? list[i] : (fill[of] ?? null))),
    )
  },
)

const objectToArray = taking('$objectToArray', [1, 1], (value) => {
  if (isNothing(value)) return null
  if (!isDocument(value))
    throw requestFailed(`$objectToArray requires a document input, found: ${typeName(value)}`)
  return Object.entries(value).map(([k, v]): Document => ({ k, v }))
})

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#array-expression-operators */
export const ARRAYS: Operators = {
  $arrayElemAt: arrayElemAt,
  $arrayToObject: arrayToObject,
  $concatArrays: concatArrays,
  $filter: filter,
  $first: ofList('$first', (list) => list[0]),
  $indexOfArray: indexOfArray,
  $isArray: taking('$isArray', [1, 1], Array.isArray),
  $last: ofList('$last', (list) => list.at(-1)),
  $map: map,
  $objectToArray: objectToArray,
  $range: range,
  $reduce: reduce,
  $reverseArray: ofList('$reverseArray', (list) => list.toReversed()),
  $size: size,
  $slice: slice,
  $zip: zip,
  ...PICKS,
}
