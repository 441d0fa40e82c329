import { evalExpr } from 'mingo/core'
import { $mod, $trunc } from 'mingo/operators/expression/arithmetic'
import { $range } from 'mingo/operators/expression/array'
import {
  $dateFromString,
  $dayOfWeek,
  $dayOfYear,
  $isoWeek,
  $month,
  $year,
} from 'mingo/operators/expression/date'
import type { Any, AnyObject, Options } from 'mingo/types'
import { requestFailed } from '../cloud-error'
import { compareValues } from './compare'

type Expression = (object: AnyObject, expression: Any, options: Options) => Any

const comparison =
  (answer: (order: number) => Any): Expression =>
  (object, expression, options) => {
    const [a, b] = evalExpr(object, expression, options) as [unknown, unknown]
    return answer(compareValues(a, b))
  }

/** Where mingo computes otherwise than MongoDB, or not at all. */
export const EXPRESSIONS = {
  $cmp: comparison(Math.sign),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $week: ((object, expression, options) => {
    const dayOfYear = $dayOfYear(object, expression, options) as number
    const dayOfWeek = $dayOfWeek(object, expression, options) as number
    return Math.floor((dayOfYear + 7 - dayOfWeek) / 7)
  }) as Expression,
  $substr: substringOfBytes,
  $substrBytes: substringOfBytes,
  $indexOfCP: indexOfCodePoint,
  $indexOfBytes: indexOfByte,
  $range: range,
  $mod: ((object, expression, options) => {
    const operands = evalExpr(object, expression, options) as [unknown, unknown]
    if (operands[1] === 0) throw requestFailed("can't $mod by zero")
    return $mod(object, operands, options)
  }) as Expression,
  $trunc: ((object, expression, options) =>
    $trunc(object, Array.isArray(expression) ? expression : [expression], options)) as Expression,
  $isoWeekYear: ((object, expression, options) => {
    const [year, month, week] = [$year, $month, $isoWeek].map((part) =>
      Number(part(object, expression, options)),
    ) as [number, number, number]
    if (month === 1 && week >= 52) return year - 1
    return month === 12 && week === 1 ? year + 1 : year
  }) as Expression,
  $dateFromString: ((object, expression, options) => {
    const date: unknown = $dateFromString(object, expression as never, options)
    if (date === undefined) throw requestFailed('Error parsing date string')
    return date
  }) as Expression,
}

/** A negative length means up to the end. */
function substringOfBytes(object: AnyObject, expression: Any, options: Options): string {
  const [text, start, length] = evalExpr(object, expression, options) as [unknown, number, number]
  const bytes = Buffer.from(String(text ?? ''))
  return bytes.subarray(start, length < 0 ? undefined : start + length).toString()
}

function indexOfCodePoint(object: AnyObject, expression: Any, options: Options): number | null {
  const operands = evalExpr(object, expression, options) as [unknown, string, number?, number?]
  const [text, searched, start = 0, end = Infinity] = operands
  if (text == null) return null
  const points = [...String(text)].slice(0, end)
  const wanted = [...searched]
  const last = points.length - wanted.length
  for (let at = start; at <= last; at++)
    if (wanted.every((point, i) => points[at + i] === point)) return at
  return -1
}

function indexOfByte(object: AnyObject, expression: Any, options: Options): number | null {
  const operands = evalExpr(object, expression, options) as [unknown, string, number?, number?]
  const [text, searched, start = 0, end] = operands
  if (text == null) return null
  return Buffer.from(String(text)).subarray(0, end).indexOf(searched, start)
}

/** MongoDB gives an expression 100 MB, 16 bytes a number. */
const RANGE_LENGTH_MAX = (100 * 1024 * 1024) / 16

function range(object: AnyObject, expression: Any, options: Options): Any {
  const [start, end, step = 1] = evalExpr(object, expression, options) as number[]
  if (![start, end, step].every((bound) => Number.isInteger(bound)) || step === 0)
    throw requestFailed('$range requires whole numbers, and a step that is not 0')
  if (((end as number) - (start as number)) / step > RANGE_LENGTH_MAX)
    throw requestFailed('$range would use too much memory and cannot spill to disk')
  return $range(object, expression, options)
}
