import type { Any, AnyObject, Options } from 'mingo/types'
import { evaluate } from '../expressions/evaluate'
import { isTrue } from '../expressions/operands'
import { OPERATORS } from '../expressions/operators'
import { scopeIn } from '../expressions/scope'

type MingoOperator = (object: AnyObject, operand: Any, options: Options) => Any

/** Our operators for those expressions that mingo still reads itself: the variables of `$lookup`. */
export const EXPRESSIONS: Readonly<Record<`$${string}`, MingoOperator>> = Object.fromEntries(
  Object.keys(OPERATORS).map((name) => [
    name,
    (object: AnyObject, operand: Any, options: Options) =>
      evaluate({ [name]: operand }, scopeIn(object, options, OPERATORS)) as Any,
  ]),
)

/** A query's `$expr`. */
export const $expr = (_: string, expression: unknown, options: Options) => (document: AnyObject) =>
  isTrue(evaluate(expression, scopeIn(document, options, OPERATORS)))
