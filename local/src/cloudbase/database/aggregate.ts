import { Aggregator } from 'mingo/aggregator'
import { Context } from 'mingo/core'
import * as accumulatorOperators from 'mingo/operators/accumulator'
import * as expressionOperators from 'mingo/operators/expression'
import * as pipelineOperators from 'mingo/operators/pipeline'
import * as projectionOperators from 'mingo/operators/projection'
import * as queryOperators from 'mingo/operators/query'
import * as windowOperators from 'mingo/operators/window'
import { requestFailed } from '../cloud-error'
import { EXPRESSIONS } from './aggregate-expressions'
import { STAGES } from './aggregate-stages'
import { type Document, isDocument } from './bson-value'
import type { Catalog } from './catalog'
import type { DocumentTable } from './document-table'
import { find } from './find'
import { assertPipeline } from './pipeline'
import { refusing } from './query'
import { FIELD_OPERATORS } from './query-operators'
import type { Session } from './session'

const context = Context.init({
  accumulator: accumulatorOperators,
  expression: { ...expressionOperators, ...EXPRESSIONS },
  pipeline: { ...pipelineOperators, ...STAGES },
  projection: projectionOperators,
  query: { ...queryOperators, ...FIELD_OPERATORS },
  window: windowOperators,
})

/** Runs a pipeline. What it matches at its very beginning is looked up like any other query. */
export function aggregate(
  { catalog, session, table }: { catalog: Catalog; session: Session; table: DocumentTable },
  pipeline: readonly Document[],
): Document[] {
  assertPipeline(pipeline)
  const documentsOf = (from: DocumentTable, query: Document) =>
    find(session, from, query).map(({ document }) => document)
  const [first, ...rest] = pipeline
  const match = first?.['$match']
  const stages = (isDocument(match) ? rest : pipeline).map((stage) => withGeoKey(stage, table))
  const aggregator = new Aggregator(stages, {
    context,
    scriptEnabled: false,
    collectionResolver: (name) =>
      catalog.names().includes(name) ? documentsOf(catalog.table(name), {}) : [],
  })
  const matched = documentsOf(table, isDocument(match) ? match : {})
  return refusing(() => aggregator.run(matched))
}

/** Without a `key`, `$geoNear` goes by the collection's one geographic index. */
function withGeoKey(stage: Document, table: DocumentTable): Document {
  const spec = stage['$geoNear']
  if (!isDocument(spec)) return stage
  const paths = table.geoPaths()
  const key = spec['key'] ?? (paths.length === 1 ? paths[0] : undefined)
  if (!paths.includes(String(key))) throw requestFailed('unable to find index for $geoNear query')
  return { $geoNear: { ...spec, key } }
}
