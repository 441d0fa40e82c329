import { requestFailed } from '../../cloud-error'
import { type Document, isDocument, KIND, kindOf, typeName } from '../value/bson-value'
import { compareValues, equalValues } from '../query/compare'
import { compileQuery } from '../query/query'
import { sorted } from '../query/sort'
import type { Slot } from './update-slot'

export interface UpdateOperator {
  /** Whether a missing path is created. */
  readonly makesPath: boolean
  apply(slot: Slot, operand: unknown, context: UpdateContext): void
}

export interface UpdateContext {
  readonly nowMs: number
  /** Of the document at hand, for error texts. */
  readonly id: unknown
}

const making = (apply: UpdateOperator['apply']): UpdateOperator => ({ makesPath: true, apply })
const finding = (apply: UpdateOperator['apply']): UpdateOperator => ({ makesPath: false, apply })

/**
 * Every update operator except `$rename`, with MongoDB's semantics: impossible updates are errors.
 * https://www.mongodb.com/docs/manual/reference/operator/update/
 */
export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: making((slot, operand) => slot.write(operand)),
  $unset: finding((slot) => {
    if (slot.value !== undefined) slot.remove()
  }),
  $inc: making((slot, operand, context) => {
    const amount = amountOf('increment', slot, operand)
    slot.write(numberAt('$inc', slot, 0, context) + amount)
  }),
  $mul: making((slot, operand, context) => {
    const factor = amountOf('multiply', slot, operand)
    slot.write(numberAt('$mul', slot, 0, context) * factor)
  }),
  $min: making((slot, operand) => {
    if (slot.value === undefined || compareValues(operand, slot.value) < 0) slot.write(operand)
  }),
  $max: making((slot, operand) => {
    if (slot.value === undefined || compareValues(operand, slot.value) > 0) slot.write(operand)
  }),
  $currentDate: making((slot, _, { nowMs }) => slot.write(new Date(nowMs))),
  $bit: making(bit),
  $push: making(push),
  $addToSet: making((slot, operand, context) => {
    const set = [...arrayAt(slot, context)]
    for (const item of eachOf('$addToSet', operand))
      if (!set.some((member) => equalValues(member, item))) set.push(item)
    slot.write(set)
  }),
  $pop: finding((slot, operand) => {
    if (operand !== 1 && operand !== -1)
      throw requestFailed(`$pop expects 1 or -1, found: ${JSON.stringify(operand)}`)
    if (slot.value === undefined) return
    if (!Array.isArray(slot.value))
      throw requestFailed(
        `Path '${slot.path}' contains an element of non-array type '${typeName(slot.value)}'`,
      )
    slot.write(operand === 1 ? slot.value.slice(0, -1) : slot.value.slice(1))
  }),
  $pull: finding((slot, operand) => pull('$pull', slot, pulls(operand))),
  $pullAll: finding((slot, operand) => {
    if (!Array.isArray(operand)) throw requestFailed('$pullAll requires an array argument')
    pull('$pullAll', slot, (value) => operand.some((item) => equalValues(item, value)))
  }),
}

function amountOf(verb: string, slot: Slot, operand: unknown): number {
  if (kindOf(operand) === KIND.number) return Number(operand)
  const given = `{${slot.path}: ${JSON.stringify(operand)}}`
  throw requestFailed(`Cannot ${verb} with non-numeric argument: ${given}`)
}

function numberAt(operator: string, slot: Slot, missing: number, context: UpdateContext): number {
  if (slot.value === undefined) return missing
  if (kindOf(slot.value) === KIND.number) return Number(slot.value)
  throw requestFailed(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${JSON.stringify(context.id)}} has the field '${slot.path}' of non-numeric type ${typeName(slot.value)}`,
  )
}

/** `{ and: 5 }`, `{ or: 5 }`, `{ xor: 5 }` on whole numbers, of 64 bits. */
function bit(slot: Slot, operand: unknown, context: UpdateContext): void {
  const [[operation, mask] = []] = Object.entries(isDocument(operand) ? operand : {})
  const combine = operation && BITWISE[operation]
  if (!combine || !Number.isInteger(mask))
    throw requestFailed('The $bit modifier only supports and, or and xor with integers')
  const before = numberAt('$bit', slot, 0, context)
  if (!Number.isInteger(before))
    throw requestFailed(`Cannot apply $bit to a value of non-integral type: ${slot.path}`)
  slot.write(Number(BigInt.asIntN(64, combine(BigInt(before), BigInt(mask as number)))))
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$slice', '$sort'])

/** Inserts, then sorts, then cuts, whatever the order of the modifiers. */
function push(slot: Slot, operand: unknown, context: UpdateContext): void {
  const spec = modifiersOf(operand)
  const before = arrayAt(slot, context)
  const position = Number(spec['$position'] ?? before.length)
  const pushed = before.toSpliced(position, 0, ...eachOf('$push', operand))
  const inOrder = '$sort' in spec ? sortElements(pushed, spec['$sort']) : pushed
  slot.write('$slice' in spec ? cut(inOrder, Number(spec['$slice'])) : inOrder)
}

/** Empty for a plain value; modifiers must all be known and include `$each`. */
function modifiersOf(operand: unknown): Document {
  if (!isDocument(operand)) return {}
  const names = Object.keys(operand)
  if (!names.some((name) => name.startsWith('$'))) return {}
  const unknown = names.find((name) => !PUSH_MODIFIERS.has(name))
  if (unknown) throw requestFailed(`Unrecognized clause in $push: ${unknown}`)
  for (const name of ['$position', '$slice'])
    if (name in operand && !Number.isInteger(operand[name]))
      throw requestFailed(`The value for ${name} must be an integer value`)
  return operand
}

function sortElements(elements: readonly unknown[], order: unknown): unknown[] {
  if (isDocument(order))
    return sorted(elements, order as Record<string, number>, (element) =>
      isDocument(element) ? element : {},
    )
  if (order !== 1 && order !== -1)
    throw requestFailed('The $sort element value must be either 1 or -1')
  return elements.toSorted((a, b) => compareValues(a, b) * order)
}

const cut = (elements: readonly unknown[], count: number) =>
  count < 0 ? elements.slice(count) : elements.slice(0, count)

/** The items of `{ $each: […] }`, or the single one. */
function eachOf(operator: string, operand: unknown): readonly unknown[] {
  if (!isDocument(operand) || !Object.keys(operand).some((name) => name.startsWith('$')))
    return [operand]
  const each = operand['$each']
  if (!Array.isArray(each))
    throw requestFailed(`The argument to $each in ${operator} must be an array`)
  return each
}

function arrayAt(slot: Slot, context: UpdateContext): readonly unknown[] {
  if (slot.value === undefined) return []
  if (Array.isArray(slot.value)) return slot.value
  throw requestFailed(
    `The field '${slot.path}' must be an array but is of type ${typeName(slot.value)} in document {_id: ${JSON.stringify(context.id)}}`,
  )
}

function pull(operator: string, slot: Slot, goes: (value: unknown) => boolean): void {
  if (slot.value === undefined) return
  if (!Array.isArray(slot.value))
    throw requestFailed(`Cannot apply ${operator} to a non-array value`)
  slot.write(slot.value.filter((value) => !goes(value)))
}

/** Operators apply to the element itself; a document without operators is a query on elements. */
function pulls(operand: unknown): (value: unknown) => boolean {
  if (operand instanceof RegExp) return (value) => typeof value === 'string' && operand.test(value)
  if (!isDocument(operand)) return (value) => equalValues(value, operand)
  if (Object.keys(operand).some((name) => name.startsWith('$'))) {
    const holds = compileQuery({ element: operand })
    return (value) => holds({ element: value })
  }
  const holds = compileQuery(operand)
  return (value) => isDocument(value) && holds(value)
}
