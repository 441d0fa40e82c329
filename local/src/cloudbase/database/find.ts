import { requestFailed } from '../cloud-error'
import type { Document } from './bson-value'
import type { DocumentTable } from './document-table'
import { decodeStored } from './ejson'
import { distanceBetween } from './geo'
import { valuesAt } from './path'
import { idAlone, plan } from './planner'
import { compileQuery, nearIn } from './query'
import type { Session } from './session'
import { sorted, type SortOrder } from './sort'
import type { StoredDocument } from './stored-document'
import { refOf } from './versions'

export interface Found {
  readonly stored: StoredDocument
  readonly document: Document
}

export interface FindOptions {
  readonly order?: SortOrder
  readonly skip?: number
  readonly limit?: number
}

/** The documents that answer a query, as the session sees them; unordered, by insertion or index. */
export function find(
  session: Session,
  table: DocumentTable,
  query: Document,
  { limit = Infinity, order = {}, skip = 0 }: FindOptions = {},
): Found[] {
  const key = idAlone(query)
  const found = key
    ? lookUp(session, table, key)
    : search(session, table, query, order, skip + limit)
  return found.slice(skip, skip + limit)
}

/** Most queries only say which document: then there is nothing to plan, nor to test. */
function lookUp(session: Session, table: DocumentTable, key: Buffer): Found[] {
  const stored = session.get(table, key)
  return stored ? [{ stored, document: decodeStored(stored.text) }] : []
}

function search(
  session: Session,
  table: DocumentTable,
  query: Document,
  order: SortOrder,
  wanted: number,
): Found[] {
  const holds = compileQuery(query)
  const near = nearIn(query)
  if (near && !table.geoPaths().includes(near.path))
    throw requestFailed('unable to find index for $geoNear query')
  const way = plan(query, order, table.indexes())
  const overlay = session.overlay(table)
  const isOrdered = Object.keys(order).length > 0
  const inOrder = way.by === 'index' ? way.inOrder : !isOrdered
  const canStop = inOrder && !near && overlay.size === 0

  const found: Found[] = []
  const test = (stored: StoredDocument) => {
    const document = decodeStored(stored.text)
    if (holds(document)) found.push({ stored, document })
  }
  for (const stored of table.candidates(way)) {
    if (canStop && found.length >= wanted) return found
    if (overlay.size === 0 || !overlay.has(refOf(table, stored.key))) test(stored)
  }
  for (const stored of overlay.values()) if (stored) test(stored)

  if (isOrdered && !(inOrder && canStop)) return sorted(found, order, ({ document }) => document)
  if (near) return byDistance(found, near)
  if (overlay.size > 0) return found.toSorted((a, b) => a.stored.row - b.stored.row)
  return found
}

/** Nearest first: what `$nearSphere` promises. */
function byDistance(found: readonly Found[], near: { path: string; center: unknown }): Found[] {
  const distanceOf = ({ document }: Found) =>
    Math.min(
      ...valuesAt(document, near.path).map(
        (place) => distanceBetween(place, near.center) ?? Infinity,
      ),
    )
  return found
    .map((one) => ({ one, distanceM: distanceOf(one) }))
    .sort((a, b) => a.distanceM - b.distanceM)
    .map(({ one }) => one)
}
