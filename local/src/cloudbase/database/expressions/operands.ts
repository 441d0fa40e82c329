import { requestFailed } from '../../cloud-error'
import { type Document, isDocument, KIND, kindOf, typeName } from '../value/bson-value'
import { evaluate } from './evaluate'
import type { Operator, Scope } from './scope'

/** An operator of so many operands, all of them computed beforehand. */
export const taking =
  (
    name: string,
    [min, max]: readonly [min: number, max: number],
    work: (...operands: unknown[]) => unknown,
  ): Operator =>
  (operand, scope) =>
    work(...listed(name, [min, max], operand).map((one) => evaluate(one, scope)))

/** The operands as they stand: a list, or one alone. */
export function listed(
  name: string,
  [min, max]: readonly [number, number],
  operand: unknown,
): readonly unknown[] {
  const operands: readonly unknown[] = Array.isArray(operand) ? operand : [operand]
  if (operands.length < min || operands.length > max)
    throw requestFailed(
      `Expression ${name} takes ${min === max ? `exactly ${min}` : `at least ${min}`} arguments. ${operands.length} were passed in.`,
    )
  return operands
}

/** Operands by name; `has` tells one that is not given from one that is missing. */
export interface Named {
  has(name: string): boolean
  /** Its value; `undefined` where it is not given, too. */
  value(name: string, inScope?: Scope): unknown
}

/** An operator whose operands have names, some of which it requires. */
export const naming =
  (
    name: string,
    { required, optional = [] }: { required: readonly string[]; optional?: readonly string[] },
    work: (named: Named, scope: Scope) => unknown,
  ): Operator =>
  (operand, scope) => {
    const given = documentOperand(name, operand)
    for (const field of Object.keys(given))
      if (!required.includes(field) && !optional.includes(field))
        throw requestFailed(`Unrecognized argument to ${name}: ${field}`)
    for (const field of required)
      if (!Object.hasOwn(given, field))
        throw requestFailed(`Missing '${field}' parameter to ${name}`)
    return work(named(given, scope), scope)
  }

export const named = (given: Document, scope: Scope): Named => ({
  has: (field) => Object.hasOwn(given, field),
  value: (field, inScope = scope) =>
    Object.hasOwn(given, field) ? evaluate(given[field], inScope) : undefined,
})

export function documentOperand(name: string, operand: unknown): Document {
  if (isDocument(operand)) return operand
  throw requestFailed(`${name} only supports an object as its argument`)
}

/** Null or missing: most operators answer null to either. */
export const isNothing = (value: unknown): value is null | undefined => value == null

export const isAnyNothing = (...values: readonly unknown[]) => values.some(isNothing)

/** As conditions are read: nothing, false and 0 are false; everything else, an empty text too, is true. */
export const isTrue = (value: unknown) =>
  !isNothing(value) && value !== false && !(isNumber(value) && numberOf(value) === 0)

export const isNumber = (value: unknown) => kindOf(value) === KIND.number

/** Of a number of any kind; `Decimal128` and `Long` come as objects. */
const numberOf = (value: unknown) => (typeof value === 'number' ? value : Number(String(value)))

/** These require a kind of value, and say whose operand was not of it. */
export function numberIn(name: string, value: unknown): number {
  if (isNumber(value)) return numberOf(value)
  throw requestFailed(`${name} only supports numeric types, not ${typeName(value)}`)
}

export function wholeIn(name: string, value: unknown): number {
  const number = numberIn(name, value)
  if (Number.isInteger(number) && Math.abs(number) <= 2 ** 31) return number
  throw requestFailed(`${name} requires a 32-bit integer, found: ${number}`)
}

export function textIn(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw requestFailed(`${name} requires a string argument, found: ${typeName(value)}`)
}

export function arrayIn(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw requestFailed(
    `The argument to ${name} must be an array, but was of type: ${typeName(value)}`,
  )
}

export function documentIn(name: string, value: unknown): Document {
  if (isDocument(value)) return value
  throw requestFailed(`${name} requires object inputs, but input is of type ${typeName(value)}`)
}

export function dateIn(name: string, value: unknown): Date {
  if (value instanceof Date) return value
  if (kindOf(value) === KIND.objectId) return (value as { getTimestamp(): Date }).getTimestamp()
  if (kindOf(value) === KIND.timestamp)
    return new Date((value as { getHighBits(): number }).getHighBits() * 1000)
  throw requestFailed(`${name}: can't convert from BSON type ${typeName(value)} to Date`)
}
