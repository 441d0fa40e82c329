import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { evaluate } from './evaluate'
import { type Scope, withVariables } from './scope'

/** Remainder of a document, or `null`; the expression is evaluated again for those within. */
export function redacted(expression: unknown, scope: Scope): Document | null {
  const inside = withVariables(scope, { ROOT: scope.variables['ROOT'] ?? scope.root })
  switch (evaluate(expression, inside)) {
    case '$$KEEP':
      return scope.root
    case '$$PRUNE':
      return null
    case '$$DESCEND':
      return descended(expression, inside)
    default:
      throw requestFailed(
        "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
      )
  }
}

function descended(expression: unknown, scope: Scope): Document {
  const left: Document = {}
  for (const [name, value] of Object.entries(scope.root)) {
    const kept = within(value, expression, scope)
    if (kept !== undefined) left[name] = kept
  }
  return left
}

/** `undefined` for a document of which nothing is left. */
function within(value: unknown, expression: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.flatMap((element) => {
      const kept = within(element, expression, scope)
      return kept === undefined ? [] : [kept]
    })
  if (!isDocument(value)) return value
  return redacted(expression, { ...scope, root: value }) ?? undefined
}
