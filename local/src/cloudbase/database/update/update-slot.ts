import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { isIndex } from '../value/path'

/** The place in a document that an update operator changes. */
export interface Slot {
  readonly path: string
  /** `undefined` if missing. */
  readonly value: unknown
  write(value: unknown): void
  /**
   * Removes a field; an element of an array becomes null, so that the others keep their positions.
   */
  remove(): void
}

type Container = Document | unknown[]

/** MongoDB refuses to fill an array up over more nulls than this. */
const BACKFILL_MAX = 1_500_000

/**
 * The place at a path, or `null` if it is missing and must not be created. Throws if it cannot
 * exist.
 */
export function slotAt(root: Document, parts: readonly string[], make: boolean): Slot | null {
  let at: Container = root
  for (const [depth, part] of parts.slice(0, -1).entries()) {
    const next: unknown = read(at, part)
    if (next === undefined) {
      if (!make) return null
      const made = {}
      put(at, part, made)
      at = made
    } else if (isDocument(next) || Array.isArray(next)) {
      at = next
    } else {
      if (!make) return null
      throw cannotCreate(parts[depth + 1] as string, part, next)
    }
  }
  const last = parts.at(-1) as string
  if (Array.isArray(at) && !isIndex(last)) {
    if (!make) return null
    throw cannotCreate(last, parts.at(-2) as string, at)
  }
  return slot(at, last, parts.join('.'))
}

function slot(container: Container, key: string, path: string): Slot {
  return {
    path,
    value: read(container, key),
    write: (value) => put(container, key, value),
    remove: () => {
      if (Array.isArray(container)) container[Number(key)] = null
      else delete container[key]
    },
  }
}

function read(container: Container, key: string): unknown {
  if (Array.isArray(container)) return isIndex(key) ? container[Number(key)] : undefined
  return Object.hasOwn(container, key) ? container[key] : undefined
}

function put(container: Container, key: string, value: unknown): void {
  if (!Array.isArray(container)) {
    container[key] = value
    return
  }
  if (!isIndex(key)) throw cannotCreate(key, 'array', container)
  const index = Number(key)
  if (index - container.length > BACKFILL_MAX)
    throw requestFailed(`can't backfill more than ${BACKFILL_MAX} elements`)
  while (container.length < index) container.push(null)
  container[index] = value
}

const cannotCreate = (field: string, element: string, value: unknown) =>
  requestFailed(`Cannot create field '${field}' in element {${element}: ${JSON.stringify(value)}}`)
