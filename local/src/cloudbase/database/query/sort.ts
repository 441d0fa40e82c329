import { type Document, KIND, kindOf } from '../value/bson-value'
import { compareValues } from './compare'
import { valuesAt } from '../value/path'

/** Fields by rank: 1 ascending, -1 descending. */
export type SortOrder = Readonly<Record<string, number>>

/** Sorted as MongoDB does; equal items keep their order. */
export function sorted<Item>(
  items: readonly Item[],
  order: SortOrder,
  documentOf: (item: Item) => Document,
): Item[] {
  const fields = Object.entries(order)
  return items
    .map((item) => ({
      item,
      keys: fields.map(([path, way]) => sortKey(documentOf(item), path, way)),
    }))
    .sort((a, b) => compareKeys(a.keys, b.keys, fields))
    .map(({ item }) => item)
}

function compareKeys(
  a: readonly unknown[],
  b: readonly unknown[],
  fields: readonly (readonly [string, number])[],
): number {
  for (const [i, [, way]] of fields.entries()) {
    const difference = compareValues(a[i], b[i]) * way
    if (difference !== 0) return difference
  }
  return 0
}

/** Missing sorts as null; an array by its least element or, descending, by its greatest. */
function sortKey(document: Document, path: string, way: number): unknown {
  const candidates = valuesAt(document, path).flatMap(elementsOf)
  return candidates.length === 0
    ? null
    : candidates.reduce((best, next) => (compareValues(next, best) * way < 0 ? next : best))
}

/** An empty array sorts below null. */
function elementsOf(value: unknown): unknown[] {
  if (kindOf(value) === KIND.undefined) return [null]
  if (!Array.isArray(value)) return [value]
  return value.length === 0 ? [undefined] : value
}
