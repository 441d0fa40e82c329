import { type Iterator, Lazy } from 'mingo/lazy'
import type { Any, Callback, Options } from 'mingo/types'
import { requestFailed } from '../../cloud-error'
import { type Document, isDocument, typeName } from '../value/bson-value'
import { compareValues } from '../query/compare'
import { evaluate } from '../expressions/evaluate'
import { addingFields, type Change, droppingFields, projecting } from '../expressions/field-spec'
import { grouped, totalled } from '../expressions/group'
import { OPERATORS } from '../expressions/operators'
import { redacted } from '../expressions/redact'
import { type Scope, scopeIn } from '../expressions/scope'
import { legacyPair, nearestOf } from '../geo/geo'
import { slotAt } from '../update/update-slot'
import { compileQuery } from '../query/query'
import { sorted, type SortOrder } from '../query/sort'

type Stage = (documents: Iterator, operand: Any, options: Options) => Iterator

/** Every stage that computes, and those that mingo gets wrong or lacks. */
export const STAGES: Readonly<Record<`$${string}`, Stage>> = {
  $addFields: changing((spec) => addingFields(spec as Document)),
  $bucket: overScopes((scopes, spec) => bucket(scopes, spec as Document)),
  $bucketAuto: overScopes((scopes, spec) => bucketAuto(scopes, spec as Document)),
  $count: overAll((all, field) => (all.length > 0 ? [{ [String(field)]: all.length }] : [])),
  $geoNear: overAll((all, spec) => geoNear(all, spec as Document)),
  $group: overScopes((scopes, spec) => grouped(spec as Document, scopes)),
  $project: changing((spec) => projecting(spec as Document)),
  $redact: overScopes((scopes, spec) => scopes.flatMap((scope) => listOf(redacted(spec, scope)))),
  $replaceRoot: changing((spec) => newRoot((spec as Document)['newRoot'])),
  $replaceWith: changing(newRoot),
  $set: changing((spec) => addingFields(spec as Document)),
  $sort: overAll((all, order) => sorted(all, order as SortOrder, (document) => document)),
  $sortByCount: overScopes((scopes, key) =>
    inOrder(grouped({ _id: key, count: { $sum: 1 } }, scopes), { count: -1 }),
  ),
  $unset: changing((names) => droppingFields([names].flat() as string[])),
}

function overAll(work: (all: readonly Document[], operand: unknown) => Document[]): Stage {
  return (documents, operand) =>
    documents.transform<Document>(((all: Document[]) =>
      Lazy(work(all, operand))) as Callback<Iterator>)
}

function overScopes(work: (scopes: readonly Scope[], operand: unknown) => Document[]): Stage {
  return (documents, operand, options) =>
    documents.transform<Document>(((all: Document[]) =>
      Lazy(
        work(
          all.map((document) => scopeIn(document, options, OPERATORS)),
          operand,
        ),
      )) as Callback<Iterator>)
}

function changing(compile: (operand: unknown) => Change): Stage {
  return (documents, operand, options) => {
    const change = compile(operand)
    return documents.map<Document>(((document: Document) =>
      change(document, scopeIn(document, options, OPERATORS))) as never)
  }
}

function newRoot(expression: unknown): Change {
  return (_, scope) => {
    const root = evaluate(expression, scope)
    if (isDocument(root)) return root
    throw requestFailed(
      `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`,
    )
  }
}

const listOf = (document: Document | null) => (document ? [document] : [])

const inOrder = (documents: readonly Document[], order: SortOrder) =>
  sorted(documents, order, (document) => document)

const outputOf = (spec: Document) =>
  (spec['output'] as Document | undefined) ?? { count: { $sum: 1 } }

/** Spelled out as MongoDB itself does it: groups by the boundary below, sorted; none that is empty. */
function bucket(scopes: readonly Scope[], spec: Document): Document[] {
  const boundaries = spec['boundaries'] as unknown[]
  const branches = boundaries.slice(0, -1).map((from, i) => ({
    case: {
      $and: [{ $gte: [spec['groupBy'], from] }, { $lt: [spec['groupBy'], boundaries[i + 1]] }],
    },
    then: from,
  }))
  const fallback = 'default' in spec ? { default: spec['default'] } : {}
  const key = { $switch: { branches, ...fallback } }
  return inOrder(grouped({ _id: key, ...outputOf(spec) }, scopes), { _id: 1 })
}

/** About as many in each; what is equal is never put into two. */
function bucketAuto(scopes: readonly Scope[], spec: Document): Document[] {
  const buckets = Number(spec['buckets'])
  const entries = scopes
    .map((scope) => ({ scope, key: evaluate(spec['groupBy'], scope) ?? null }))
    .sort((a, b) => compareValues(a.key, b.key))
  const size = Math.max(Math.round(entries.length / buckets), 1)
  const made: (typeof entries)[] = []
  for (let from = 0; from < entries.length;) {
    let to = made.length === buckets - 1 ? entries.length : Math.min(from + size, entries.length)
    while (to < entries.length && compareValues(entries[to]?.key, entries[to - 1]?.key) === 0) to++
    made.push(entries.slice(from, to))
    from = to
  }
  return made.map((members, i) => ({
    _id: { min: members[0]?.key, max: (made[i + 1]?.[0] ?? members.at(-1))?.key },
    ...totalled(
      outputOf(spec),
      members.map(({ scope }) => scope),
    ),
  }))
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/geoNear/: metres, of a bare pair radians. */
function geoNear(documents: readonly Document[], spec: Document): Document[] {
  const distanceField = spec['distanceField']
  if (typeof distanceField !== 'string') throw requestFailed('$geoNear requires a distanceField')
  const key = String(spec['key'])
  const multiplier = Number(spec['distanceMultiplier'] ?? 1)
  const isAngle = legacyPair(spec['near']) !== null
  const holds = compileQuery((spec['query'] as Document | undefined) ?? {})
  const min = Number(spec['minDistance'] ?? 0)
  const max = Number(spec['maxDistance'] ?? Infinity)
  return documents
    .filter(holds)
    .flatMap((document) => {
      const nearest = nearestOf(document, key, spec['near'])
      if (!nearest) return []
      const { distanceM, place, radians } = nearest
      return [{ document, place, distance: isAngle ? radians : distanceM }]
    })
    .filter(({ distance }) => distance >= min && distance <= max)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, Number(spec['limit'] ?? spec['num'] ?? Infinity))
    .map(({ distance, document, place }) => {
      const result = { ...document }
      slotAt(result, distanceField.split('.'), true)?.write(distance * multiplier)
      if (typeof spec['includeLocs'] === 'string')
        slotAt(result, spec['includeLocs'].split('.'), true)?.write(place)
      return result
    })
}
