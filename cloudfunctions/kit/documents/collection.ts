import { z } from 'zod'
import type { Collection } from '../database/session'

/** What is stored beside a value so that it can be searched for; made from it, never read back. */
type Derived = Readonly<Record<string, string | number | boolean>>

/**
 * Values of the domain are stored as they are, with `id` as `_id`. `schema` says what a stored one
 * has to look like; reading anything else is a fault, not a value.
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
