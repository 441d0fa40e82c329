import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { encodeKey } from '../index/key'
import { sorted, type SortOrder } from '../query/sort'
import { countIn, extremes, setOf } from './array-picks'
import { evaluate } from './evaluate'
import { documentOperand } from './operands'
import type { Scope } from './scope'
import { assertApproximate, partsIn, percentile, TOTALS } from './totals'

/** One value of all documents of a group, each in its scope; the operand is not computed yet. */
type Accumulator = (operand: unknown, scopes: readonly Scope[]) => unknown

const valuesOf = (operand: unknown, scopes: readonly Scope[]) =>
  scopes.map((scope) => evaluate(operand, scope))

const present = (values: readonly unknown[]) => values.filter((value) => value !== undefined)

/** `{ input, n }`: so many of a group's values, null for one that is missing. */
const picking =
  (name: string, pick: (values: readonly unknown[], count: number) => unknown[]): Accumulator =>
  (operand, scopes) => {
    const { input, n } = documentOperand(name, operand)
    const count = countIn(name, evaluate(n, scopes[0] as Scope))
    return pick(
      valuesOf(input, scopes).map((value) => value ?? null),
      count,
    )
  }

/** `{ output, sortBy, n }`: of a group's documents in some order, the first or the last. */
const ranking =
  (name: string, pick: (outputs: unknown[], count: number) => unknown): Accumulator =>
  (operand, scopes) => {
    const { n = 1, output, sortBy } = documentOperand(name, operand)
    if (!isDocument(sortBy)) throw requestFailed(`${name} requires 'sortBy' to be an object`)
    const inOrder = sorted(scopes, sortBy as SortOrder, (scope) => scope.root)
    const outputs = valuesOf(output, inOrder).map((value) => value ?? null)
    return pick(outputs, countIn(name, evaluate(n, scopes[0] as Scope)))
  }

const percentiles: Accumulator = (operand, scopes) => {
  const { input, method, p } = documentOperand('$percentile', operand)
  assertApproximate('$percentile', method)
  const values = valuesOf(input, scopes)
  return partsIn(evaluate(p, scopes[0] as Scope)).map((part) => percentile(values, part))
}

const median: Accumulator = (operand, scopes) => {
  const { input, method } = documentOperand('$median', operand)
  assertApproximate('$median', method)
  return percentile(valuesOf(input, scopes), 0.5)
}

const count: Accumulator = (operand, scopes) => {
  if (!isDocument(operand) || Object.keys(operand).length > 0)
    throw requestFailed('$count takes no arguments, i.e. $count:{}')
  return scopes.length
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/group/#accumulator-operator */
export const ACCUMULATORS: Readonly<Record<string, Accumulator>> = {
  ...Object.fromEntries(
    Object.entries(TOTALS).map(([name, total]): [string, Accumulator] => [
      name,
      (operand, scopes) => total(valuesOf(operand, scopes)),
    ]),
  ),
  $addToSet: (operand, scopes) => setOf(present(valuesOf(operand, scopes))),
  $bottom: ranking('$bottom', (outputs) => outputs.at(-1)),
  $bottomN: ranking('$bottomN', (outputs, n) => outputs.slice(-n)),
  $count: count,
  $first: (operand, scopes) => evaluate(operand, scopes[0] as Scope),
  $firstN: picking('$firstN', (values, n) => values.slice(0, n)),
  $last: (operand, scopes) => evaluate(operand, scopes.at(-1) as Scope),
  $lastN: picking('$lastN', (values, n) => values.slice(-n)),
  $maxN: picking('$maxN', (values, n) => extremes(values, -1).slice(0, n)),
  $median: median,
  $minN: picking('$minN', (values, n) => extremes(values, 1).slice(0, n)),
  $percentile: percentiles,
  $push: (operand, scopes) => present(valuesOf(operand, scopes)),
  $top: ranking('$top', (outputs) => outputs[0]),
  $topN: ranking('$topN', (outputs, n) => outputs.slice(0, n)),
}

/** A total without a value is null, so that every group has the same fields. */
export function totalled(fields: Document, scopes: readonly Scope[]): Document {
  const totals: Document = {}
  for (const [field, spec] of Object.entries(fields)) {
    const [[name = '', operand] = []] = Object.entries(documentOperand('$group', spec))
    const accumulator = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined
    if (!accumulator) throw requestFailed(`unknown group operator '${name}'`)
    if (Array.isArray(operand)) throw requestFailed(`The ${name} accumulator is a unary operator`)
    totals[field] = accumulator(operand, scopes) ?? null
  }
  return totals
}

/** Groups in the order in which the first of each came; a missing key is null. */
export function grouped(spec: Document, scopes: readonly Scope[]): Document[] {
  const { _id: key, ...fields } = spec
  const groups = new Map<string, { readonly id: unknown; readonly members: Scope[] }>()
  for (const scope of scopes) {
    const id = evaluate(key, scope) ?? null
    const name = encodeKey(id).toString('latin1')
    const group = groups.get(name)
    if (group) group.members.push(scope)
    else groups.set(name, { id, members: [scope] })
  }
  return [...groups.values()].map(({ id, members }) => ({ _id: id, ...totalled(fields, members) }))
}
