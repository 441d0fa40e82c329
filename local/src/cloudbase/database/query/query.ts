import { Context } from 'mingo/core'
import * as projectionOperators from 'mingo/operators/projection'
import * as queryOperators from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { CloudError, requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { nearOf } from '../geo/geo'
import { compileJsonSchema } from '../value/json-schema'
import { $expr, EXPRESSIONS } from '../aggregate/aggregate-expressions'
import { FIELD_OPERATORS } from './query-operators'

/**
 * mingo's operators with ours in their place. Only contexts built from its sub-entries can be
 * overridden: importing `mingo` itself loads its own for good.
 */
const queryOptions: Partial<Options> = {
  scriptEnabled: false,
  jsonSchemaValidator: compileJsonSchema,
  context: Context.init({
    expression: EXPRESSIONS,
    projection: projectionOperators,
    query: { ...queryOperators, ...FIELD_OPERATORS, $expr },
  }),
}

/**
 * Tests whether a document matches a query; refuses an invalid query, immediately or while testing.
 */
export function compileQuery(query: Document): (document: Document) => boolean {
  const compiled = refusing(() => new Query(query, queryOptions))
  return (document) => refusing(() => compiled.test(document))
}

/** mingo reports invalid queries with errors of many kinds; MongoDB would refuse all of them. */
export function refusing<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (error instanceof CloudError) throw error
    throw requestFailed(error instanceof Error ? error.message : String(error))
  }
}

/** The chosen fields of documents: `{ a: 1 }`, `{ a: 0 }`, `$slice`, `$elemMatch`. */
export function project(documents: readonly Document[], projection: Document): Document[] {
  return refusing(() =>
    new Query({}, queryOptions).find<Document>([...documents], projection).all(),
  )
}

export interface NearQuery {
  readonly path: string
  readonly center: unknown
  readonly maxM: number
  /** The same query limited to this radius. */
  within(radiusM: number): Document
}

/** A query for nearby places: its results are sorted by distance. */
export function nearIn(query: Document): NearQuery | null {
  const all: unknown = query['$and']
  if (Array.isArray(all))
    for (const [i, part] of all.entries()) {
      const near = isDocument(part) ? nearIn(part) : null
      if (near) return { ...near, within: (m) => ({ ...query, $and: all.with(i, near.within(m)) }) }
    }
  for (const [path, condition] of Object.entries(query)) {
    if (!isDocument(condition)) continue
    const operator = ['$nearSphere', '$near'].find((name) => name in condition)
    if (operator === undefined) continue
    const operand = condition[operator]
    const { center, maxM } = nearOf(operand)
    const bounded = (radiusM: number) => ({ ...(operand as Document), $maxDistance: radiusM })
    const within = (radiusM: number) => ({
      ...query,
      [path]: { ...condition, [operator]: bounded(Math.min(radiusM, maxM)) },
    })
    return { path, center, maxM, within }
  }
  return null
}
