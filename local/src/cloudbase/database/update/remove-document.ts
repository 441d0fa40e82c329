import { z } from 'zod'
import { action } from '../../action'
import type { DatabaseContext } from '../database'
import { decodeDocument } from '../value/ejson'
import { find } from '../query/find'
import { collectionName, queryText, queryType, transactionId } from '../value/params'

const schema = z.object({
  collectionName,
  transactionId,
  queryType,
  query: queryText,
  multi: z.boolean().default(false),
})

export const removeDocument = ({ clock, database }: DatabaseContext) =>
  action('write', schema, async (params) => {
    const query = decodeDocument(params.query, clock.now())
    const table = database.catalog.table(params.collectionName)
    const limit = params.multi ? Infinity : 1
    const deleted = await database.run(params.transactionId, (session) => {
      const found = find(session, table, query, { limit })
      for (const { document, stored } of found)
        session.write(table, { key: stored.key, before: { stored, document }, after: null })
      return found.length
    })
    return { data: { deleted } }
  })
