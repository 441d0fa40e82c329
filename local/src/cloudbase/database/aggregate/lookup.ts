import type { Iterator } from 'mingo/lazy'
import { $lookup } from 'mingo/operators/pipeline'
import type { Options } from 'mingo/types'
import type { Document } from '../value/bson-value'
import type { Catalog } from '../catalog'
import type { DocumentTable } from '../document-table'
import { find, type Found } from '../query/find'
import { encodeKey } from '../index/key'
import { valuesAt } from '../value/path'
import type { Session } from '../transaction/session'
import { slotAt } from '../update/update-slot'

interface Join {
  readonly from: string
  readonly as: string
  readonly localField: string
  readonly foreignField: string
}

/** Matching documents, given the values of the local field. */
type Partners = (values: readonly unknown[]) => Found[]

/**
 * `$lookup` by equal fields: through an index of the other collection if the foreign field has one;
 * otherwise that collection is read once and joined in memory. With a pipeline it is left to mingo.
 */
export const lookupIn =
  ({ catalog, session }: { readonly catalog: Catalog; readonly session: Session }) =>
  (documents: Iterator, operand: unknown, options: Options): Iterator => {
    const spec = operand as Join & { readonly pipeline?: unknown }
    if (spec.pipeline !== undefined) return $lookup(documents, spec as never, options)
    const table = catalog.has(spec.from) ? catalog.table(spec.from) : null
    const partnersOf = table ? partnersIn(session, table, spec.foreignField) : () => []
    const join = (document: Document): Document => {
      const values = valuesAt(document, spec.localField).flatMap((value) => value ?? [null])
      const partners = partnersOf(values).toSorted((a, b) => a.stored.row - b.stored.row)
      const joined = { ...document }
      slotAt(joined, spec.as.split('.'), true)?.write(partners.map((found) => found.document))
      return joined
    }
    return documents.map<Document>(join as never)
  }

function partnersIn(session: Session, table: DocumentTable, field: string): Partners {
  const isIndexed =
    field === '_id' || table.indexes().some(({ keys }) => Object.keys(keys)[0] === field)
  if (!isIndexed) return partnersAmong(find(session, table, {}), field)
  return (values) => {
    const alternatives = values.map((value) => ({ [field]: { $eq: value } }))
    return alternatives.length > 0 ? find(session, table, { $or: alternatives }) : []
  }
}

function partnersAmong(all: readonly Found[], field: string): Partners {
  const byKey = new Map<string, Found[]>()
  for (const found of all)
    for (const key of new Set(valuesAt(found.document, field).flatMap(keysOf)))
      if (!byKey.get(key)?.push(found)) byKey.set(key, [found])
  return (values) => [...new Set(values.flatMap((value) => byKey.get(nameOf(value)) ?? []))]
}

/** A list is found as a whole and by each of its elements. */
const keysOf = (value: unknown) =>
  Array.isArray(value) ? [value, ...(value as unknown[])].map(nameOf) : [nameOf(value)]

const nameOf = (value: unknown) => encodeKey(value ?? null).toString('latin1')
