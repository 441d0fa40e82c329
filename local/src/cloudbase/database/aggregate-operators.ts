import { evalExpr } from 'mingo/core'
import { type Iterator, Lazy } from 'mingo/lazy'
import { $dayOfWeek, $dayOfYear } from 'mingo/operators/expression/date'
import { $group } from 'mingo/operators/pipeline'
import type { Any, AnyObject, Callback, Options } from 'mingo/types'
import { requestFailed } from '../cloud-error'
import type { Document } from './bson-value'
import { compareValues } from './compare'
import { distanceBetween } from './geo'
import { slotAt } from './update-slot'
import { valuesAt } from './path'
import { compileQuery } from './query'
import { sorted, type SortOrder } from './sort'

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

type Stage = (documents: Iterator, operand: Any, options: Options) => Iterator

/** Stages that mingo gets wrong, lacks, or that the service does not have. */
export const STAGES: Readonly<Record<`$${string}`, Stage>> = {
  $sort: overAll((all, order) => sorted(all, order as SortOrder, (document) => document)),
  $bucket: bucket,
  $count: overAll((all, field) => (all.length > 0 ? [{ [String(field)]: all.length }] : [])),
  $geoNear: overAll((all, spec) => geoNear(all, spec as Document)),
  $out: refused('$out'),
  $merge: refused('$merge'),
}

function overAll(work: (all: readonly Document[], operand: unknown) => Document[]): Stage {
  return (documents, operand) =>
    documents.transform<Document>(((all: Document[]) =>
      Lazy(work(all, operand))) as Callback<Iterator>)
}

/** Spelled out as MongoDB itself does it: groups by the boundary below, sorted; none that is empty. */
function bucket(documents: Iterator, operand: Any, options: Options): Iterator {
  const spec = operand as Document
  const boundaries = spec['boundaries'] as unknown[]
  const branches = boundaries.slice(0, -1).map((from, i) => ({
    case: {
      $and: [{ $gte: [spec['groupBy'], from] }, { $lt: [spec['groupBy'], boundaries[i + 1]] }],
    },
    then: from,
  }))
  const fallback = 'default' in spec ? { default: spec['default'] } : {}
  const output = (spec['output'] as Document | undefined) ?? { count: { $sum: 1 } }
  const groups = $group(
    documents,
    { _id: { $switch: { branches, ...fallback } }, ...output },
    options,
  )
  return groups.transform<Document>(((all: Document[]) =>
    Lazy(sorted(all, { _id: 1 }, (document) => document))) as Callback<Iterator>)
}

function refused(stage: string): Stage {
  return () => {
    throw requestFailed(`${stage} is not allowed`)
  }
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/geoNear/, distances in metres. */
function geoNear(documents: readonly Document[], spec: Document): Document[] {
  const distanceField = spec['distanceField']
  if (typeof distanceField !== 'string') throw requestFailed('$geoNear requires a distanceField')
  const key = String(spec['key'])
  const multiplier = Number(spec['distanceMultiplier'] ?? 1)
  const holds = compileQuery((spec['query'] as Document | undefined) ?? {})
  const minM = Number(spec['minDistance'] ?? 0)
  const maxM = Number(spec['maxDistance'] ?? Infinity)
  return documents
    .filter(holds)
    .map((document) => ({ document, distanceM: distanceOf(document, key, spec['near']) }))
    .filter(({ distanceM }) => distanceM !== null && distanceM >= minM && distanceM <= maxM)
    .sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0))
    .slice(0, Number(spec['limit'] ?? spec['num'] ?? Infinity))
    .map(({ distanceM, document }) => {
      const result = { ...document }
      slotAt(result, distanceField.split('.'), true)?.write((distanceM ?? 0) * multiplier)
      if (typeof spec['includeLocs'] === 'string')
        slotAt(result, spec['includeLocs'].split('.'), true)?.write(valuesAt(document, key)[0])
      return result
    })
}

function distanceOf(document: Document, key: string, near: unknown): number | null {
  const distances = valuesAt(document, key)
    .map((place) => distanceBetween(place, near))
    .filter((distance) => distance !== null)
  return distances.length > 0 ? Math.min(...distances) : null
}
