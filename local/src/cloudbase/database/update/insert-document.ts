import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { action } from '../../action'
import { duplicateKey } from '../../cloud-error'
import type { DatabaseContext } from '../database'
import type { Document } from '../value/bson-value'
import type { DocumentTable } from '../document-table'
import { decodeDocument, encode } from '../value/ejson'
import { encodeKey } from '../index/key'
import { collectionName, transactionId } from '../value/params'
import type { Session } from '../transaction/session'
import { assertStorable } from '../value/storable'

const schema = z.object({ collectionName, transactionId, data: z.array(z.string()).min(1) })

/** One by one in order: documents before a refused one stay, as in MongoDB. */
export const insertDocument = ({ clock, database }: DatabaseContext) =>
  action('write', schema, async (params) => {
    const documents = params.data.map((text) => withId(decodeDocument(text, clock.now())))
    const table = database.catalog.table(params.collectionName)
    for (const document of documents)
      await database.run(params.transactionId, (session) => insert(session, table, document))
    return { data: { insertedIds: documents.map(({ _id }) => _id) } }
  })

export function insert(session: Session, table: DocumentTable, document: Document): void {
  const text = encode(document)
  assertStorable(document, text)
  const key = encodeKey(document['_id'])
  if (session.get(table, key))
    throw duplicateKey(table.name, '_id_', `{ _id: ${JSON.stringify(document['_id'])} }`)
  session.write(table, { key, before: null, after: { text, document } })
}

/** Generated ids are 32 hexadecimal digits. */
export function withId(document: Document): Document {
  const { _id = randomBytes(16).toString('hex'), ...fields } = document
  return { _id, ...fields }
}
