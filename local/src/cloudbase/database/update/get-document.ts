import { z } from 'zod'
import { action } from '../../action'
import { CloudError, invalidParam } from '../../cloud-error'
import { QUERY_ROWS_DEFAULT, QUERY_ROWS_MAX, REPLY_BYTES_MAX } from '../../limits'
import type { DatabaseContext } from '../database'
import type { Document } from '../value/bson-value'
import type { DocumentTable } from '../document-table'
import { decodeDocument, decodeStored, encode, presentIds } from '../value/ejson'
import { find } from '../query/find'
import { encodeKey } from '../index/key'
import { collectionName, queryText, queryType, transactionId } from '../value/params'
import { project } from '../query/query'
import type { Session } from '../transaction/session'
import type { SortOrder } from '../query/sort'

const schema = z.object({
  collectionName,
  transactionId,
  queryType,
  query: queryText,
  order: z.string().optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).default(QUERY_ROWS_DEFAULT),
  projection: z.string().optional(),
})

export const getDocument = ({ clock, database }: DatabaseContext) =>
  action('read', schema, async (params) => {
    const nowMs = clock.now()
    const query = decodeDocument(params.query, nowMs)
    const order = params.order ? orderOf(decodeDocument(params.order, nowMs)) : {}
    const projection = params.projection ? decodeDocument(params.projection, nowMs) : null
    const limit = Math.min(params.limit, QUERY_ROWS_MAX)
    const table = database.catalog.table(params.collectionName)

    const texts = await database.run(params.transactionId, (session) =>
      params.queryType === 'DOC'
        ? textOf(session, table, query['_id'])
        : find(session, table, query, { order, skip: params.offset, limit }).map(
            ({ stored }) => stored.text,
          ),
    )
    return { data: { list: presentAll(texts, projection) } }
  })

function orderOf(order: Document): SortOrder {
  const isWay = (way: unknown): way is number => way === 1 || way === -1
  if (!Object.values(order).every(isWay)) throw invalidParam('order value must be 1 or -1')
  return order as SortOrder
}

/** By id alone: the stored text is returned without parsing. */
function textOf(session: Session, table: DocumentTable, id: unknown): string[] {
  const stored = session.get(table, encodeKey(id))
  return stored ? [stored.text] : []
}

export function presentAll(texts: readonly string[], projection: Document | null): string[] {
  const chosen = projection ? project(texts.map(decodeStored), projection).map(encode) : texts
  if (chosen.reduce((sum, text) => sum + text.length, 0) > REPLY_BYTES_MAX)
    throw new CloudError('EXCEED_MAX_RESPONSE_SIZE', 'the reply is larger than 16 MB')
  return chosen.map(presentIds)
}
