import { requestFailed } from '../../cloud-error'
import { KIND, kindOf, typeName } from '../value/bson-value'
import { isNothing, listed, numberIn, taking } from './operands'
import { evaluate } from './evaluate'
import { rounding } from './rounding'
import type { Operator, Operators, Scope } from './scope'

type OfNumber = (value: number) => number

/** Of one number; null of nothing; refused outside of what it is defined for. */
function ofNumber(name: string, work: OfNumber, isDefined?: (value: number) => boolean): Operator {
  return taking(name, [1, 1], (value) => {
    if (isNothing(value)) return null
    const number = numberIn(name, value)
    if (isDefined && !Number.isNaN(number) && !isDefined(number))
      throw requestFailed(`cannot apply ${name} to ${number}`)
    return work(number)
  })
}

function ofTwo(name: string, work: (a: number, b: number) => number): Operator {
  return taking(name, [2, 2], (a, b) =>
    isNothing(a) || isNothing(b) ? null : work(numberIn(name, a), numberIn(name, b)),
  )
}

/** The operands in turn, up to the first that is nothing: then `null`. */
function untilNothing(name: string, operand: unknown, scope: Scope): unknown[] | null {
  const values: unknown[] = []
  for (const one of listed(name, [0, Infinity], operand)) {
    const value = evaluate(one, scope)
    if (isNothing(value)) return null
    if (!(value instanceof Date)) numberIn(name, value)
    values.push(value)
  }
  return values
}

const add: Operator = (operand, scope) => {
  const values = untilNothing('$add', operand, scope)
  if (!values) return null
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw requestFailed('only one date allowed in an $add expression')
  const numbers = values.filter((value) => !(value instanceof Date))
  const sum = numbers.reduce<number>(
    (total, value) => total + rounded(numberIn('$add', value), dates.length > 0),
    0,
  )
  return dates[0] ? dateAt(dates[0].getTime() + sum) : sum
}

const multiply: Operator = (operand, scope) => {
  const values = untilNothing('$multiply', operand, scope)
  return values && values.reduce<number>((all, value) => all * numberIn('$multiply', value), 1)
}

const subtract = taking('$subtract', [2, 2], (from, amount) => {
  if (isNothing(from) || isNothing(amount)) return null
  if (!(from instanceof Date)) return numberIn('$subtract', from) - numberIn('$subtract', amount)
  if (amount instanceof Date) return from.getTime() - amount.getTime()
  return dateAt(from.getTime() - rounded(numberIn('$subtract', amount), true))
})

const rounded = (value: number, isPartOfDate: boolean) => (isPartOfDate ? Math.round(value) : value)

function dateAt(ms: number): Date {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) throw requestFailed('date overflow')
  return date
}

const divide = ofTwo('$divide', (a, b) => {
  if (b === 0) throw requestFailed("can't $divide by zero")
  return a / b
})

const mod = ofTwo('$mod', (a, b) => {
  if (b === 0) throw requestFailed("can't $mod by zero")
  return a % b
})

const pow = ofTwo('$pow', (base, exponent) => {
  if (base === 0 && exponent < 0)
    throw requestFailed('$pow cannot take a base of 0 and a negative exponent')
  return base ** exponent
})

const log = ofTwo('$log', (value, base) => {
  if (value <= 0) throw requestFailed(`$log's argument must be a positive number, but is ${value}`)
  if (base <= 0 || base === 1)
    throw requestFailed(`$log's base must be a positive number not equal to 1, but is ${base}`)
  return Math.log(value) / Math.log(base)
})

const isPositive = (value: number) => value > 0
const isNotNegative = (value: number) => value >= 0
const isSine = (value: number) => value >= -1 && value <= 1
const HALF_TURN_DEGREES = 180

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#trigonometry-expression-operators */
const TRIGONOMETRY: Operators = {
  $acos: ofNumber('$acos', Math.acos, isSine),
  $acosh: ofNumber('$acosh', Math.acosh, (value) => value >= 1),
  $asin: ofNumber('$asin', Math.asin, isSine),
  $asinh: ofNumber('$asinh', Math.asinh),
  $atan: ofNumber('$atan', Math.atan),
  $atan2: ofTwo('$atan2', Math.atan2),
  $atanh: ofNumber('$atanh', Math.atanh, isSine),
  $cos: ofNumber('$cos', Math.cos, Number.isFinite),
  $cosh: ofNumber('$cosh', Math.cosh),
  $degreesToRadians: ofNumber('$degreesToRadians', (of) => (of * Math.PI) / HALF_TURN_DEGREES),
  $radiansToDegrees: ofNumber('$radiansToDegrees', (of) => (of * HALF_TURN_DEGREES) / Math.PI),
  $sin: ofNumber('$sin', Math.sin, Number.isFinite),
  $sinh: ofNumber('$sinh', Math.sinh),
  $tan: ofNumber('$tan', Math.tan, Number.isFinite),
  $tanh: ofNumber('$tanh', Math.tanh),
}

/** Whole numbers of 64 bits, each with its bits as they are stored. */
function bits(name: string, identity: bigint, work: (a: bigint, b: bigint) => bigint): Operator {
  return (operand, scope) => {
    const values = untilNothing(name, operand, scope)
    return values && Number(values.map((value) => bitsOf(name, value)).reduce(work, identity))
  }
}

function bitsOf(name: string, value: unknown): bigint {
  if (kindOf(value) === KIND.number && Number.isInteger(Number(value)))
    return BigInt.asIntN(64, BigInt(Number(value)))
  throw requestFailed(`${name} only supports int and long operands, not ${typeName(value)}`)
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#arithmetic-expression-operators */
export const ARITHMETIC: Operators = {
  $abs: ofNumber('$abs', Math.abs),
  $add: add,
  $bitAnd: bits('$bitAnd', -1n, (a, b) => a & b),
  $bitNot: taking('$bitNot', [1, 1], (value) =>
    isNothing(value) ? null : Number(~bitsOf('$bitNot', value)),
  ),
  $bitOr: bits('$bitOr', 0n, (a, b) => a | b),
  $bitXor: bits('$bitXor', 0n, (a, b) => a ^ b),
  $ceil: ofNumber('$ceil', Math.ceil),
  $divide: divide,
  $exp: ofNumber('$exp', Math.exp),
  $floor: ofNumber('$floor', Math.floor),
  $ln: ofNumber('$ln', Math.log, isPositive),
  $log: log,
  $log10: ofNumber('$log10', Math.log10, isPositive),
  $mod: mod,
  $multiply: multiply,
  $pow: pow,
  $rand: () => Math.random(),
  $round: rounding('$round'),
  $sigmoid: ofNumber('$sigmoid', (value) => 1 / (1 + Math.exp(-value))),
  $sqrt: ofNumber('$sqrt', Math.sqrt, isNotNegative),
  $subtract: subtract,
  $trunc: rounding('$trunc'),
  ...TRIGONOMETRY,
}
