import { z } from 'zod'
import { action } from '../../action'
import { invalidParam } from '../../cloud-error'
import type { DatabaseContext } from '../database'
import type { Document } from '../value/bson-value'
import type { DocumentTable } from '../document-table'
import { decodeDocument, encode } from '../value/ejson'
import { find, type Found } from '../query/find'
import { insert, withId } from './insert-document'
import { collectionName, queryText, queryType, transactionId } from '../value/params'
import type { Session } from '../transaction/session'
import { assertStorable } from '../value/storable'
import { compileUpdate, type Update } from './update'

const schema = z.object({
  collectionName,
  transactionId,
  queryType,
  query: queryText,
  data: z.string(),
  /** All matches, or the first. */
  multi: z.boolean().default(false),
  /** `update()`, with operators; otherwise `set()`, which replaces the document. */
  merge: z.boolean().default(true),
  upsert: z.boolean().default(false),
})

interface Modified {
  /** Number of documents that changed. */
  readonly updated: number
  readonly upsert_id: unknown
}

export const modifyDocument = ({ clock, database }: DatabaseContext) =>
  action('write', schema, async (params) => {
    const nowMs = clock.now()
    const query = decodeDocument(params.query, nowMs)
    const data = decodeDocument(params.data, nowMs)
    const table = database.catalog.table(params.collectionName)
    const update = params.merge ? compileUpdate(data, query) : replacement(data, query)
    const limit = params.multi ? Infinity : 1

    const modified = await database.run(params.transactionId, (session): Modified => {
      const found = find(session, table, query, { limit })
      if (found.length === 0 && params.upsert) return upsert(session, table, update.seed(nowMs))
      const changed = found.filter((one) => rewrite(session, table, one, update, nowMs) !== null)
      // The documentation of `set` promises 1 if the document existed, changed or not.
      return { updated: params.merge ? changed.length : found.length, upsert_id: null }
    })
    return { data: modified }
  })

/** The text of an updated document, or `null` if it is unchanged. */
export function rewrite(
  session: Session,
  table: DocumentTable,
  { document, stored }: Found,
  update: Update,
  nowMs: number,
): string | null {
  const after = update.apply(document, nowMs)
  const text = encode(after)
  if (text === stored.text) return null
  assertStorable(after, text)
  session.write(table, {
    key: stored.key,
    before: { stored, document },
    after: { text, document: after },
  })
  return text
}

function upsert(session: Session, table: DocumentTable, seed: Document): Modified {
  const document = withId(seed)
  insert(session, table, document)
  return { updated: 0, upsert_id: document['_id'] }
}

function replacement(data: Document, query: Document): Update {
  if ('_id' in data) throw invalidParam('不能更新_id的值')
  return {
    apply: ({ _id }) => ({ _id, ...data }),
    seed: () => ({ _id: query['_id'], ...data }),
  }
}
