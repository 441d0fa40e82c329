import type { AnyObject, Options } from 'mingo/types'
import type { Document } from '../value/bson-value'

/** Context in which an expression is computed. */
export interface Scope {
  /** The document at hand: `$$ROOT`, and where plain paths begin. */
  readonly root: Document
  /** Values that `$let`, `$map` and their like have named. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly now: Date
  readonly operators: Operators
}

/**
 * One operator of expressions. Its operand is not computed yet; `undefined` stands for a field that is
 * missing, in what it is given and in what it gives. Throws where MongoDB refuses.
 */
export type Operator = (operand: unknown, scope: Scope) => unknown

export type Operators = Readonly<Record<`$${string}`, Operator>>

/** Options that mingo hands to stages and operators beside its published options. */
interface Running extends Options {
  readonly now?: Date
  readonly local?: { readonly root?: unknown; readonly variables?: AnyObject }
}

/** The scope of a document in a stage that mingo runs. */
export function scopeIn(root: unknown, options: Options, operators: Operators): Scope {
  const { local, now, variables } = options as Running
  return {
    root: root as Document,
    variables: { ...variables, ...local?.variables },
    now: now ?? new Date(),
    operators,
  }
}

export const withVariables = (scope: Scope, more: Readonly<Record<string, unknown>>): Scope => ({
  ...scope,
  variables: { ...scope.variables, ...more },
})
