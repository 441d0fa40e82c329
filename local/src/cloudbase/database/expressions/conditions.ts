import { requestFailed } from '../../cloud-error'
import { isDocument } from '../value/bson-value'
import { compareValues } from '../query/compare'
import { evaluate } from './evaluate'
import { arrayIn, documentOperand, isNothing, isTrue, listed, taking } from './operands'
import { type Operator, type Operators, type Scope, withVariables } from './scope'

/** In MongoDB's order of all values, in which missing is below null. */
const comparison = (name: string, answer: (order: number) => unknown): Operator =>
  taking(name, [2, 2], (a, b) => answer(compareValues(a, b)))

const some =
  (name: string, wanted: boolean): Operator =>
  (operand, scope) =>
    listed(name, [0, Infinity], operand).some((one) => isTrue(evaluate(one, scope)) === wanted) ===
    wanted

const ofElements = (name: string, wanted: boolean): Operator =>
  taking(
    name,
    [1, 1],
    (list) => arrayIn(name, list).some((one) => isTrue(one) === wanted) === wanted,
  )

/** Only the branch that is taken is computed. */
const cond: Operator = (operand, scope) => {
  const [test, then, otherwise] = isDocument(operand)
    ? branchesOf(operand)
    : listed('$cond', [3, 3], operand)
  return evaluate(isTrue(evaluate(test, scope)) ? then : otherwise, scope)
}

function branchesOf(operand: Readonly<Record<string, unknown>>): unknown[] {
  for (const name of Object.keys(operand))
    if (!['if', 'then', 'else'].includes(name))
      throw requestFailed(`Unrecognized parameter to $cond: ${name}`)
  return ['if', 'then', 'else'].map((name) => {
    if (!Object.hasOwn(operand, name)) throw requestFailed(`Missing '${name}' parameter to $cond`)
    return operand[name]
  })
}

/** The first that is something, or else the last, which may be nothing. */
const ifNull: Operator = (operand, scope) => {
  const operands = listed('$ifNull', [2, Infinity], operand)
  let value: unknown
  for (const one of operands) {
    value = evaluate(one, scope)
    if (!isNothing(value)) return value
  }
  return value
}

const select: Operator = (operand, scope) => {
  const { branches, default: fallback, ...others } = documentOperand('$switch', operand)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw requestFailed(`$switch found an unknown argument: ${unknown}`)
  if (!Array.isArray(branches) || branches.length === 0)
    throw requestFailed('$switch requires at least one branch')
  for (const branch of branches as unknown[]) {
    if (!isDocument(branch) || !('case' in branch) || !('then' in branch))
      throw requestFailed('$switch requires each branch to have a case and a then')
    if (isTrue(evaluate(branch['case'], scope))) return evaluate(branch['then'], scope)
  }
  if (Object.hasOwn(operand as object, 'default')) return evaluate(fallback, scope)
  throw requestFailed(
    '$switch could not find a matching branch for an input, and no default was specified',
  )
}

const bind: Operator = (operand, scope) => {
  const { in: body, vars } = documentOperand('$let', operand)
  if (!isDocument(vars) || body === undefined)
    throw requestFailed("Missing 'vars' or 'in' parameter to $let")
  return evaluate(body, withVariables(scope, valuesOf(vars, scope)))
}

/** Each is computed outside of the others. */
const valuesOf = (vars: Readonly<Record<string, unknown>>, scope: Scope) =>
  Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, evaluate(value, scope)]))

const isIn = taking('$in', [2, 2], (value, list) =>
  arrayIn('$in', list).some((one) => compareValues(value, one) === 0),
)

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#conditional-expression-operators */
export const CONDITIONS: Operators = {
  $allElementsTrue: ofElements('$allElementsTrue', false),
  $and: some('$and', false),
  $anyElementTrue: ofElements('$anyElementTrue', true),
  $cmp: comparison('$cmp', Math.sign),
  $cond: cond,
  $eq: comparison('$eq', (order) => order === 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $ifNull: ifNull,
  $in: isIn,
  $let: bind,
  $literal: (operand) => operand,
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $not: taking('$not', [1, 1], (value) => !isTrue(value)),
  $or: some('$or', true),
  $switch: select,
}
