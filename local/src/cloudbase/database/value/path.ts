import { type Document, isDocument } from './bson-value'

const INDEX = /^(0|[1-9]\d*)$/

/** Whether a part of a path can name an element of an array. */
export const isIndex = (part: string) => INDEX.test(part)

/** A field's value: documents are plain objects, and inherited properties are not fields. */
export function fieldOf(value: unknown, name: string): unknown {
  return isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/**
 * Values at a dotted path, with query semantics: arrays on the way are searched element by element,
 * and by index if the path has a number. Missing is `undefined`; a path into an array without
 * documents finds nothing at all.
 */
export function valuesAt(document: Document, path: string): unknown[] {
  if (!path.includes('.')) return [fieldOf(document, path)]
  const found: unknown[] = []
  collect(document, path.split('.'), found)
  return found
}

function collect(at: unknown, parts: readonly string[], found: unknown[]): void {
  const [part, ...rest] = parts
  if (part === undefined || at === undefined) {
    found.push(at)
  } else if (Array.isArray(at)) {
    if (isIndex(part) && Number(part) < at.length) collect(at[Number(part)], rest, found)
    for (const element of at) if (isDocument(element)) collect(element, parts, found)
  } else {
    collect(fieldOf(at, part), rest, found)
  }
}
