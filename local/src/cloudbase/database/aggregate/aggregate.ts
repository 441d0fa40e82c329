import { Aggregator } from 'mingo/aggregator'
import { Context } from 'mingo/core'
import * as pipelineOperators from 'mingo/operators/pipeline'
import * as projectionOperators from 'mingo/operators/projection'
import * as queryOperators from 'mingo/operators/query'
import { requestFailed } from '../../cloud-error'
import { $expr, EXPRESSIONS } from './aggregate-expressions'
import { STAGES } from './aggregate-stages'
import { type Document, isDocument } from '../value/bson-value'
import type { Catalog } from '../catalog'
import type { DocumentTable } from '../document-table'
import { find, type FindOptions } from '../query/find'
import { compileJsonSchema } from '../value/json-schema'
import { EARTH_RADIUS_M, legacyPair } from '../geo/geo'
import { lookupIn } from './lookup'
import { assertPipeline } from './pipeline'
import { refusing } from '../query/query'
import { FIELD_OPERATORS } from '../query/query-operators'
import type { Session } from '../transaction/session'

const operators = {
  expression: EXPRESSIONS,
  projection: projectionOperators,
  query: { ...queryOperators, ...FIELD_OPERATORS, $expr },
}
const pipelineStages = { ...pipelineOperators, ...STAGES }

export interface AggregateSource {
  readonly catalog: Catalog
  readonly session: Session
  readonly table: DocumentTable
}

/** Runs a pipeline. Its leading selection is looked up like any other query. */
export function aggregate(source: AggregateSource, pipeline: readonly Document[]): Document[] {
  assertPipeline(pipeline)
  const { catalog, session, table } = source
  const { limit, query, stages } = beginningOf(pipeline, table)
  const documentsOf = (from: DocumentTable, asked: Document, options?: FindOptions) =>
    find(session, from, asked, options).map(({ document }) => document)
  const aggregator = new Aggregator([...stages], {
    context: Context.init({
      ...operators,
      pipeline: { ...pipelineStages, $lookup: lookupIn({ catalog, session }) },
    }),
    scriptEnabled: false,
    jsonSchemaValidator: compileJsonSchema,
    collectionResolver: (name) => (catalog.has(name) ? documentsOf(catalog.table(name), {}) : []),
  })
  const picked = documentsOf(table, query, { limit })
  return refusing(() => aggregator.run(picked))
}

interface Beginning {
  readonly query: Document
  readonly limit: number
  /** Remaining stages for the documents found. */
  readonly stages: readonly Document[]
}

function beginningOf(pipeline: readonly Document[], table: DocumentTable): Beginning {
  const [first = {}, ...rest] = pipeline
  const limit = Number(rest[0]?.['$limit'] ?? Infinity)
  const { $geoNear: near, $match: match } = first
  if (isDocument(match)) return { query: match, limit, stages: rest }
  if (!isDocument(near)) return { query: {}, limit: Infinity, stages: pipeline }
  const spec = withKey(near, table)
  return {
    query: nearQuery(spec),
    limit: Math.min(limit, Number(spec['limit'] ?? spec['num'] ?? Infinity)),
    stages: [{ $geoNear: spec }, ...rest],
  }
}

/** Without a `key`, `$geoNear` goes by the collection's one geographic index. */
function withKey(spec: Document, table: DocumentTable): Document {
  const paths = table.geoPaths()
  const key = spec['key'] ?? (paths.length === 1 ? paths[0] : undefined)
  if (!paths.includes(String(key))) throw requestFailed('unable to find index for $geoNear query')
  return { ...spec, key }
}

/** From a bare pair of numbers distances are angles, which only a globe has. */
function nearQuery(spec: Document): Document {
  const isAngle = legacyPair(spec['near']) !== null
  if (isAngle && spec['spherical'] !== true)
    throw requestFailed('unable to find index for $geoNear query')
  return spherical(spec, isAngle ? EARTH_RADIUS_M : 1)
}

const spherical = (
  { key, maxDistance, minDistance, near, query }: Document,
  metres: number,
): Document => ({
  [String(key)]: {
    $nearSphere: {
      $geometry: near,
      $minDistance: minDistance === undefined ? undefined : Number(minDistance) * metres,
      $maxDistance: maxDistance === undefined ? undefined : Number(maxDistance) * metres,
    },
  },
  ...(isDocument(query) && { $and: [query] }),
})
