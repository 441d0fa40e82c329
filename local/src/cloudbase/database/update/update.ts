import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { equalValues } from '../query/compare'
import { fieldOf } from '../value/path'
import { compileQuery } from '../query/query'
import { UPDATE_OPERATORS, type UpdateContext } from './update-operators'
import { slotAt } from './update-slot'

export interface Update {
  /** Returns the updated document; the given one is not changed. */
  apply(document: Document, nowMs: number): Document
  /** Document inserted by an upsert without a match: the query's equalities, then the update. */
  seed(nowMs: number): Document
}

/** Parses `{ $set: …, $inc: … }`; throws if MongoDB would refuse it without reading a document. */
export function compileUpdate(update: Document, query: Document): Update {
  const changes = changesOf(update)
  assertNoConflicts(changes)

  function apply(document: Document, nowMs: number, inserting: boolean): Document {
    const after = clone(document) as Document
    const context = { nowMs, id: document['_id'] }
    for (const change of changes)
      if (inserting || change.operator !== '$setOnInsert') make(change, after, query, context)
    if (document['_id'] !== undefined && !equalValues(document['_id'], after['_id']))
      throw immutableId()
    return after
  }

  return {
    apply: (document, nowMs) => apply(document, nowMs, false),
    seed: (nowMs) => apply(equalitiesOf(query), nowMs, true),
  }
}

interface Change {
  readonly operator: string
  readonly path: string
  readonly operand: unknown
}

function changesOf(update: Document): Change[] {
  const operators = Object.entries(update)
  if (operators.length === 0) throw requestFailed('update document must not be empty')
  return operators.flatMap(([operator, fields]) => {
    if (!isKnown(operator)) throw requestFailed(`Unknown modifier: ${operator}`)
    if (!isDocument(fields))
      throw requestFailed(`Modifiers operate on fields but we found another type: ${operator}`)
    return Object.entries(fields).map(([path, operand]) => ({ operator, path, operand }))
  })
}

const isKnown = (operator: string) =>
  operator === '$rename' || operator === '$setOnInsert' || operator in UPDATE_OPERATORS

/** No two changes may affect the same path, or one path inside the other. */
function assertNoConflicts(changes: readonly Change[]): void {
  const paths = changes.flatMap(({ operand, operator, path }) =>
    operator === '$rename' ? [path, String(operand)] : [path],
  )
  for (const path of paths)
    if (path.split('.').includes(''))
      throw requestFailed(`The update path '${path}' contains an empty field name`)
  const inOrder = paths.map((path) => `${path}.`).sort()
  const at = inOrder.findIndex((path, i) => i > 0 && path.startsWith(inOrder[i - 1] as string))
  if (at > 0)
    throw requestFailed(
      `Updating the path '${inOrder[at]?.slice(0, -1)}' would create a conflict at '${inOrder[at - 1]?.slice(0, -1)}'`,
    )
}

function make(change: Change, document: Document, query: Document, context: UpdateContext): void {
  if (change.operator === '$rename') {
    rename(document, change.path, change.operand)
    return
  }
  const operator = UPDATE_OPERATORS[change.operator === '$setOnInsert' ? '$set' : change.operator]
  for (const parts of concretePaths(document, change.path.split('.'), query)) {
    const slot = slotAt(document, parts, operator?.makesPath ?? false)
    if (slot) operator?.apply(slot, clone(change.operand), context)
  }
}

function rename(document: Document, from: string, to: unknown): void {
  if (typeof to !== 'string') throw requestFailed(`The 'to' field for $rename must be a string`)
  for (const path of [from, to])
    if (leadsThroughArray(document, path))
      throw requestFailed(`The source or target field of $rename is an array element: '${path}'`)
  const source = slotAt(document, from.split('.'), false)
  if (source?.value === undefined) return
  const target = slotAt(document, to.split('.'), true)
  source.remove()
  target?.write(source.value)
}

function leadsThroughArray(document: Document, path: string): boolean {
  let at: unknown = document
  return path
    .split('.')
    .slice(0, -1)
    .some((part) => {
      at = fieldOf(at, part)
      return Array.isArray(at)
    })
}

/** `a.$[].b` applies to every element, `a.$.b` to the first element matched by the query. */
function concretePaths(document: Document, parts: readonly string[], query: Document): string[][] {
  const at = parts.findIndex((part) => part.startsWith('$'))
  if (at < 0) return [[...parts]]
  const head = parts.slice(0, at)
  const array = slotAt(document, head, false)?.value
  if (at === 0 || !Array.isArray(array))
    throw requestFailed(`Cannot apply array updates to non-array element ${head.join('.')}`)
  return positions(parts[at] as string, array, head, query).flatMap((index) =>
    concretePaths(document, [...head, String(index), ...parts.slice(at + 1)], query),
  )
}

function positions(
  marker: string,
  array: readonly unknown[],
  head: readonly string[],
  query: Document,
): number[] {
  if (marker === '$[]') return array.map((_, index) => index)
  if (marker !== '$')
    throw requestFailed(`No array filter found for identifier '${marker.slice(2, -1)}'`)
  const path = head.join('.')
  const conditions = Object.entries(query).filter(
    ([field]) => field === path || field.startsWith(`${path}.`),
  )
  const holds = compileQuery(Object.fromEntries(conditions))
  const index = array.findIndex((element) => holds(nest(head, [element])))
  if (conditions.length === 0 || index < 0)
    throw requestFailed('The positional operator did not find the match needed from the query')
  return [index]
}

const nest = (path: readonly string[], value: unknown): Document =>
  path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Document

/** `{ a: 1, b: { $eq: 2 } }` states required values, which an upsert therefore sets. */
function equalitiesOf(query: Document): Document {
  const document: Document = {}
  for (const [path, condition] of Object.entries(query)) {
    const value = isDocument(condition) && '$eq' in condition ? condition['$eq'] : condition
    const isOperator = isDocument(value) && Object.keys(value).some((key) => key.startsWith('$'))
    if (!path.startsWith('$') && !isOperator && !(value instanceof RegExp))
      slotAt(document, path.split('.'), true)?.write(clone(value))
  }
  return document
}

/** Documents and arrays are copied; their leaves are immutable. */
function clone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clone)
  if (!isDocument(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, clone(content)]))
}

const immutableId = () =>
  requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
