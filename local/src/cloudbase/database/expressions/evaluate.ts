import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { fieldOf } from '../value/path'
import type { Scope } from './scope'

/**
 * The value of an expression, `undefined` if it has none: then a document has no such field, and an
 * array has null in its place. https://www.mongodb.com/docs/manual/reference/aggregation-variables/
 */
export function evaluate(expression: unknown, scope: Scope): unknown {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? valueOfPath(expression, scope) : expression
  if (Array.isArray(expression)) return expression.map((one) => evaluate(one, scope) ?? null)
  if (!isDocument(expression)) return expression
  const names = Object.keys(expression)
  if (!names.some((name) => name.startsWith('$'))) return documentOf(expression, scope)
  const [name = ''] = names
  if (names.length > 1)
    throw requestFailed('an expression must have exactly one field, the operator')
  const operator = scope.operators[name as `$${string}`]
  if (!operator || !Object.hasOwn(scope.operators, name))
    throw requestFailed(`Unrecognized expression '${name}'`)
  return operator(expression[name], scope)
}

/** A document of expressions; what has no value is left out. */
function documentOf(expressions: Document, scope: Scope): Document {
  const document: Document = {}
  for (const [name, expression] of Object.entries(expressions)) {
    if (name.includes('.'))
      throw requestFailed(`FieldPath field names may not contain '.': ${name}`)
    const value = evaluate(expression, scope)
    if (value !== undefined) document[name] = value
  }
  return document
}

/** They tell `$redact` what to do, and are no variables that could be read. */
const REDACTIONS = new Set(['$$KEEP', '$$PRUNE', '$$DESCEND'])

function valueOfPath(path: string, scope: Scope): unknown {
  if (REDACTIONS.has(path)) return path
  if (!path.startsWith('$$')) return valueAt(scope.root, partsOf(path, path.slice(1)))
  const [variable = '', ...parts] = partsOf(path, path.slice(2))
  return valueAt(valueOfVariable(variable, scope), parts)
}

function partsOf(path: string, text: string): string[] {
  const parts = text.split('.')
  if (parts.includes('')) throw requestFailed(`'${path}' is not a valid FieldPath`)
  return parts
}

function valueOfVariable(name: string, { now, root, variables }: Scope): unknown {
  if (Object.hasOwn(variables, name)) return variables[name]
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return root
    case 'NOW':
      return now
    case 'REMOVE':
      return undefined
    default:
      throw requestFailed(`Use of undefined variable: ${name}`)
  }
}

/** Through arrays a path gathers what it finds in their documents; numbers are no indexes here. */
function valueAt(value: unknown, parts: readonly string[]): unknown {
  const [part, ...rest] = parts
  if (part === undefined) return value
  if (!Array.isArray(value)) return valueAt(fieldOf(value, part), rest)
  return (value as unknown[])
    .filter(isDocument)
    .map((element) => valueAt(element, parts))
    .filter((found) => found !== undefined)
}
