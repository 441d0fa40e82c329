import { randomUUID } from 'node:crypto'
import type { Collection, Document } from './session'

/** Revisions of the values read by this process, as long as somebody holds them. */
const revisions = new WeakMap<object, string>()

/** The document of a value, with a revision of its own if its collection has them. */
export function documentOf<Value>(collection: Collection<Value>, value: Value): Document {
  const document = collection.write(value)
  return collection.optional ? { ...document, revision: randomUUID() } : document
}

/** Reads a document and remembers its revision. */
export function readOne<Value>(collection: Collection<Value>, document: unknown): Value {
  const value = collection.read(document)
  const { revision } = document as { readonly revision?: unknown }
  if (collection.optional && typeof revision === 'string') {
    revisions.set(value as object, revision)
  }
  return value
}

/** Undefined for a value that was not read, or stored by a version without revisions. */
export const revisionRead = (value: object): string | undefined => revisions.get(value)
