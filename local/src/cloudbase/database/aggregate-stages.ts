import { type Iterator, Lazy } from 'mingo/lazy'
import { $group } from 'mingo/operators/pipeline'
import type { Any, Callback, Options } from 'mingo/types'
import { requestFailed } from '../cloud-error'
import type { Document } from './bson-value'
import { nearestOf } from './geo'
import { slotAt } from './update-slot'
import { compileQuery } from './query'
import { sorted, type SortOrder } from './sort'

type Stage = (documents: Iterator, operand: Any, options: Options) => Iterator

/** Stages that mingo gets wrong or lacks. */
export const STAGES: Readonly<Record<`$${string}`, Stage>> = {
  $sort: overAll((all, order) => sorted(all, order as SortOrder, (document) => document)),
  $bucket: bucket,
  $count: overAll((all, field) => (all.length > 0 ? [{ [String(field)]: all.length }] : [])),
  $geoNear: overAll((all, spec) => geoNear(all, spec as Document)),
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
    .flatMap((document) => {
      const nearest = nearestOf(document, key, spec['near'])
      return nearest ? [{ document, ...nearest }] : []
    })
    .filter(({ distanceM }) => distanceM >= minM && distanceM <= maxM)
    .sort((a, b) => a.distanceM - b.distanceM)
    .slice(0, Number(spec['limit'] ?? spec['num'] ?? Infinity))
    .map(({ distanceM, document, place }) => {
      const result = { ...document }
      slotAt(result, distanceField.split('.'), true)?.write(distanceM * multiplier)
      if (typeof spec['includeLocs'] === 'string')
        slotAt(result, spec['includeLocs'].split('.'), true)?.write(place)
      return result
    })
}
