import { EJSON } from 'bson'
import type { Database } from './cloudbase/database/database'
import { decodeStored } from './cloudbase/database/value/ejson'

/** The first documents of a collection, as relaxed extended JSON. Refuses an unknown collection. */
export function documentsOf(database: Database, collection: string, limit: number): unknown[] {
  const documents: unknown[] = []
  for (const { text } of database.catalog.table(collection).candidates({ by: 'scan' })) {
    if (documents.length === limit) break
    documents.push(EJSON.serialize(decodeStored(text), { relaxed: true }))
  }
  return documents
}
