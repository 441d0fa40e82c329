import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { evaluate } from './evaluate'
import { isTrue } from './operands'
import type { Scope } from './scope'

/** Treatment of a field: it stays, goes, is computed, or its own fields are chosen from. */
type Node =
  | { readonly kind: 'kept' | 'dropped' }
  | { readonly kind: 'computed'; readonly expression: unknown }
  | Branch

interface Branch {
  readonly kind: 'branch'
  readonly fields: Map<string, Node>
}

export type Change = (document: Document, scope: Scope) => Document

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/addFields/ */
export function addingFields(spec: Document): Change {
  const root = branchOf('$addFields', spec, (value) => ({ kind: 'computed', expression: value }))
  return (document, scope) => withComputed(document, root, scope) as Document
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/project/ */
export function projecting(spec: Document): Change {
  const root = branchOf('$project', spec, (value) => {
    if (typeof value === 'boolean' || typeof value === 'number')
      return { kind: isTrue(value) ? 'kept' : 'dropped' }
    return { kind: 'computed', expression: value }
  })
  const { _id: id, ...others } = Object.fromEntries(root.fields)
  const kinds = new Set(Object.values(others).flatMap(kindsIn))
  if (kinds.has('dropped') && kinds.size > 1)
    throw requestFailed('Invalid $project :: caused by :: Cannot do exclusion and inclusion')
  if (kinds.has('dropped') || (kinds.size === 0 && id?.kind === 'dropped')) {
    if (id?.kind === 'kept') root.fields.delete('_id')
    return (document) => without(document, root) as Document
  }
  if (!id) root.fields.set('_id', { kind: 'kept' })
  if (id?.kind === 'dropped') root.fields.delete('_id')
  return (document, scope) => withComputed(keptOf(document, root), root, scope) as Document
}

export const droppingFields = (names: readonly string[]): Change =>
  projecting(Object.fromEntries(names.map((name) => [name, 0])))

const kindsIn = (node: Node): string[] =>
  node.kind === 'branch' ? [...node.fields.values()].flatMap(kindsIn) : [node.kind]

/** Dots in names and documents within documents say the same. */
function branchOf(stage: string, spec: Document, leafOf: (value: unknown) => Node): Branch {
  const root: Branch = { kind: 'branch', fields: new Map() }
  const add = (value: unknown, path: readonly string[]) => {
    const isNested = isDocument(value) && !Object.keys(value).some((key) => key.startsWith('$'))
    if (!isNested) return place(stage, root, path, leafOf(value))
    const entries = Object.entries(value)
    if (entries.length === 0)
      throw requestFailed(`Invalid ${stage} :: caused by :: an empty object is not a valid value`)
    for (const [name, inner] of entries) add(inner, [...path, ...name.split('.')])
  }
  for (const [name, value] of Object.entries(spec)) add(value, name.split('.'))
  return root
}

function place(stage: string, root: Branch, path: readonly string[], node: Node): void {
  const collision = () => requestFailed(`Invalid ${stage}: Path collision at ${path.join('.')}`)
  let at = root
  for (const name of path.slice(0, -1)) {
    const next = at.fields.get(name) ?? { kind: 'branch', fields: new Map<string, Node>() }
    if (next.kind !== 'branch') throw collision()
    at.fields.set(name, next)
    at = next
  }
  const last = path.at(-1) as string
  if (path.some((name) => name === '' || name.startsWith('$')))
    throw requestFailed(`Invalid ${stage}: '${path.join('.')}' is not a valid FieldPath`)
  if (at.fields.has(last)) throw collision()
  at.fields.set(last, node)
}

/** In lists each document for itself; what holds no fields is left out. */
function keptOf(value: unknown, branch: Branch): unknown {
  if (Array.isArray(value))
    return value.map((element) => keptOf(element, branch)).filter((kept) => kept !== undefined)
  if (!isDocument(value)) return undefined
  const kept: Document = {}
  for (const [name, content] of Object.entries(value)) {
    const node = branch.fields.get(name)
    const left =
      node?.kind === 'kept' ? content : node?.kind === 'branch' ? keptOf(content, node) : undefined
    if (left !== undefined) kept[name] = left
  }
  return kept
}

function without(value: unknown, branch: Branch): unknown {
  if (Array.isArray(value)) return value.map((element) => without(element, branch))
  if (!isDocument(value)) return value
  const left: Document = {}
  for (const [name, content] of Object.entries(value)) {
    const node = branch.fields.get(name)
    if (node?.kind === 'branch') left[name] = without(content, node)
    else if (!node) left[name] = content
  }
  return left
}

/** Computed once for the document and set in each list element; scalars are replaced by documents. */
function withComputed(value: unknown, branch: Branch, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((element) => withComputed(element, branch, scope))
  const changed: Document = isDocument(value) ? { ...value } : {}
  for (const [name, node] of branch.fields) {
    if (node.kind === 'branch' && kindsIn(node).includes('computed'))
      changed[name] = withComputed(changed[name], node, scope)
    if (node.kind !== 'computed') continue
    const computed = evaluate(node.expression, scope)
    if (computed === undefined) delete changed[name]
    else changed[name] = computed
  }
  return changed
}
