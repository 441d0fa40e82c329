import { Context } from 'mingo/core'
import * as expressionOperators from 'mingo/operators/expression'
import * as projectionOperators from 'mingo/operators/projection'
import * as queryOperators from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import type { Document } from './bson-value'
import { nearOf } from './geo'
import { FIELD_OPERATORS } from './query-operators'

/**
 * mingo's operators with ours in their place. Only contexts built from its sub-entries can be
 * overridden: importing `mingo` itself loads its own for good.
 */
export const queryOptions: Partial<Options> = {
  scriptEnabled: false,
  context: Context.init({
    expression: expressionOperators,
    projection: projectionOperators,
    query: { ...queryOperators, ...FIELD_OPERATORS },
  }),
}

/** Whether a document answers a query; throws for a query that makes no sense. */
export function compileQuery(query: Document): (document: Document) => boolean {
  const compiled = new Query(query, queryOptions)
  return (document) => compiled.test(document)
}

/** The chosen fields of documents: `{ a: 1 }`, `{ a: 0 }`, `$slice`, `$elemMatch`. */
export function project(documents: readonly Document[], projection: Document): Document[] {
  return new Query({}, queryOptions).find<Document>([...documents], projection).all()
}

/** Where a query asks for what is near: such results come by distance. */
export function nearIn(
  query: Document,
): { readonly path: string; readonly center: unknown } | null {
  for (const [path, condition] of Object.entries(query)) {
    const operand =
      (condition as Document | null)?.['$nearSphere'] ?? (condition as Document | null)?.['$near']
    if (operand !== undefined) return { path, center: nearOf(operand).center }
  }
  return null
}
