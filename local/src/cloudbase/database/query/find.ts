import { requestFailed } from '../../cloud-error'
import type { Document } from '../value/bson-value'
import type { DocumentTable } from '../document-table'
import { decodeStored } from '../value/ejson'
import { nearestOf } from '../geo/geo'
import { FARTHEST_M } from '../geo/geo-region'
import { idAlone, type Plan, plan } from '../index/planner'
import { compileQuery, nearIn, type NearQuery } from './query'
import type { Session } from '../transaction/session'
import { sorted, type SortOrder } from './sort'
import type { StoredDocument } from '../value/stored-document'
import { refOf } from '../transaction/versions'

export interface Found {
  readonly stored: StoredDocument
  readonly document: Document
}

export interface FindOptions {
  readonly order?: SortOrder
  readonly skip?: number
  readonly limit?: number
}

/** The documents that match a query, as the session sees them; unordered, by insertion or index. */
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

/** Most queries only name an id: then there is nothing to plan or test. */
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
  const near = nearIn(query)
  if (near && !table.geoPaths().includes(near.path))
    throw requestFailed('unable to find index for $geoNear query')
  const isOrdered = Object.keys(order).length > 0
  if (near && !isOrdered) return nearest(session, table, near, wanted)

  const way = plan(query, order, table.indexes())
  const inOrder = way.by === 'index' ? way.inOrder : !isOrdered
  const overlay = session.overlay(table)
  const canStop = inOrder && overlay.size === 0
  const found = collect(table, way, query, overlay, canStop ? wanted : Infinity)
  if (isOrdered && !canStop) return sorted(found, order, ({ document }) => document)
  if (overlay.size > 0) return found.toSorted((a, b) => a.stored.row - b.stored.row)
  return found
}

/** Matches in the order of the plan, until there are enough; the overlay's at the end. */
function collect(
  table: DocumentTable,
  way: Plan,
  query: Document,
  overlay: ReturnType<Session['overlay']>,
  wanted: number,
): Found[] {
  const holds = compileQuery(query)
  const found: Found[] = []
  const test = (stored: StoredDocument) => {
    const document = decodeStored(stored.text)
    if (holds(document)) found.push({ stored, document })
  }
  for (const stored of table.candidates(way)) {
    if (found.length >= wanted) return found
    if (overlay.size === 0 || !overlay.has(refOf(table, stored.key))) test(stored)
  }
  for (const stored of overlay.values()) if (stored) test(stored)
  return found
}

const FIRST_CIRCLE_M = 100

/** Nearest first, as `$nearSphere` promises: searched in growing circles until there are enough. */
function nearest(session: Session, table: DocumentTable, near: NearQuery, wanted: number): Found[] {
  const overlay = session.overlay(table)
  const lastM = Math.min(near.maxM, FARTHEST_M)
  for (let radiusM = wanted === Infinity ? lastM : FIRST_CIRCLE_M; ;) {
    const query = near.within(radiusM < lastM ? radiusM : Infinity)
    const found = collect(table, plan(query, {}, table.indexes()), query, overlay, Infinity)
    if (found.length >= wanted || radiusM >= lastM) return byDistance(found, near)
    radiusM *= growth(found.length, wanted)
  }
}

/** Assumes the same density of places farther out; an empty circle gives little information. */
function growth(found: number, wanted: number): number {
  return found === 0 ? 4 : Math.min(4, Math.max(1.5, 1.2 * Math.sqrt(wanted / found)))
}

function byDistance(found: readonly Found[], { center, path }: NearQuery): Found[] {
  return found
    .map((one) => ({
      one,
      distanceM: nearestOf(one.document, path, center)?.distanceM ?? Infinity,
    }))
    .sort((a, b) => a.distanceM - b.distanceM || a.one.stored.row - b.one.stored.row)
    .map(({ one }) => one)
}
