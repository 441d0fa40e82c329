import { z } from 'zod'
import { action } from '../../action'
import type { DatabaseContext } from '../database'
import { decodeDocument, presentIds } from '../value/ejson'
import { find } from '../query/find'
import { rewrite } from './modify-document'
import { collectionName, queryText, transactionId } from '../value/params'
import { compileUpdate } from './update'

const schema = z.object({ collectionName, transactionId, query: queryText, data: z.string() })

/**
 * `where().updateAndReturn()`: the first document that answers, as it is afterwards. MongoDB's
 * findAndModify, which is under it, counts what it found: 1 also where the update changes nothing.
 * https://www.mongodb.com/docs/manual/reference/command/findAndModify/#lasterrorobject
 */
export const modifyAndReturnDoc = ({ clock, database }: DatabaseContext) =>
  action('write', schema, async (params) => {
    const nowMs = clock.now()
    const query = decodeDocument(params.query, nowMs)
    const update = compileUpdate(decodeDocument(params.data, nowMs), query)
    const table = database.catalog.table(params.collectionName)

    const data = await database.run(params.transactionId, (session) => {
      const [found] = find(session, table, query, { limit: 1 })
      if (!found) return { updated: 0, doc: null }
      const text = rewrite(session, table, found, update, nowMs)
      return { updated: 1, doc: presentIds(text ?? found.stored.text) }
    })
    return { data }
  })
