import { z } from 'zod'
import { action } from '../../action'
import type { DatabaseContext } from '../database'
import { decodeDocument } from '../value/ejson'
import { find } from '../query/find'
import { collectionName, queryText } from '../value/params'

/** `count()`. The SDK never sends it within a transaction. */
export const calculateDocument = ({ clock, database }: DatabaseContext) =>
  action('read', z.object({ collectionName, query: queryText }), async (params) => {
    const query = decodeDocument(params.query, clock.now())
    const table = database.catalog.table(params.collectionName)
    const total = await database.run(undefined, (session) =>
      Object.keys(query).length === 0 ? table.count() : find(session, table, query).length,
    )
    return { data: { total } }
  })
