import { z } from 'zod'
import type { Collection } from '../database/session'

/** Search fields stored beside a value; derived from it, never read back. */
type Derived = Readonly<Record<string, string | number | boolean>>

/**
 * Domain values are stored unchanged, with `id` as `_id`. `schema` describes the stored form;
 * reading anything else is an error.
 */
export function collectionOf<Value extends { readonly id: string }>(
  name: string,
  schema: z.ZodType<Value>,
  derive: (value: Value) => Derived = () => ({}),
): Collection<Value> {
  const stored = z
    .looseObject({ _id: z.string() })
    .transform(({ _id, ...body }) => ({ ...body, id: _id }))
  return {
    name,
    write({ id, ...body }) {
      const value = { id, ...body } as unknown as Value
      return { _id: id, ...body, ...derive(value) }
    },
    read: (document) => schema.parse(stored.parse(document)),
  }
}

/**
 * The same documents with a revision, by which one call changes a document that nobody else has
 * changed since it was read.
 *
 * @param optional fields beside the value that a write may leave out
 */
export const revised = <Value>(
  collection: Collection<Value>,
  optional: readonly string[],
): Collection<Value> => ({ ...collection, optional })

/** Read and dropped: every write has its own. */
export const revisionForm = { revision: z.string().optional() }
