import { z } from 'zod'
import { action } from '../../action'
import { AGGREGATE_ROWS_DEFAULT, AGGREGATE_ROWS_MAX } from '../../limits'
import { aggregate } from './aggregate'
import type { DatabaseContext } from '../database'
import type { Document } from '../value/bson-value'
import { decode, encode } from '../value/ejson'
import { presentAll } from '../update/get-document'
import { collectionName } from '../value/params'

const schema = z.object({
  collectionName,
  /** `stageValue` is extended JSON: mostly an object, for some stages a number or a string. */
  stages: z.array(z.object({ stageKey: z.string(), stageValue: z.string() })),
})

/** The SDK never sends it within a transaction. */
export const aggregateDocuments = ({ clock, database }: DatabaseContext) =>
  action('read', schema, async ({ collectionName: name, stages }) => {
    const nowMs = clock.now()
    const { catalog } = database
    const table = catalog.table(name)
    const pipeline = stages.map(({ stageKey, stageValue }): Document => ({
      [stageKey]: decode(stageValue, nowMs),
    }))
    const documents = await database.run(undefined, (session) =>
      aggregate({ catalog, session, table }, pipeline),
    )
    const rows = documents.slice(0, rowsMax(pipeline))
    return { data: { list: presentAll(rows.map(encode), null) } }
  })

/** How many rows are handed out: few, unless the pipeline says itself how many it wants. */
const rowsMax = (pipeline: readonly Document[]) =>
  pipeline.some((stage) => '$limit' in stage) ? AGGREGATE_ROWS_MAX : AGGREGATE_ROWS_DEFAULT
