import { requestFailed } from '../../cloud-error'
import { KIND, kindOf, typeName } from '../value/bson-value'
import { boundsIn } from './arrays'
import { evaluate } from './evaluate'
import { isNothing, listed, naming, numberIn, taking, textIn, wholeIn } from './operands'
import { PATTERNS } from './patterns'
import type { Operator, Operators } from './scope'

/** As text, where MongoDB makes one of other values: nothing is the empty text. */
function textOf(name: string, value: unknown): string {
  if (isNothing(value)) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || kindOf(value) === KIND.number) return String(value)
  throw requestFailed(`${name}: can't convert from BSON type ${typeName(value)} to String`)
}

const concat: Operator = (operand, scope) => {
  let text = ''
  for (const one of listed('$concat', [0, Infinity], operand)) {
    const value = evaluate(one, scope)
    if (isNothing(value)) return null
    text += textIn('$concat', value)
  }
  return text
}

/** Latin letters only; all others stay as they are. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
const upper = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())

const strcasecmp = taking('$strcasecmp', [2, 2], (a, b) => {
  const [first, second] = [a, b].map((one) => Buffer.from(upper(textOf('$strcasecmp', one))))
  return Buffer.compare(first as Buffer, second as Buffer)
})

/** Bytes that go on with a character which began before. */
const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** A negative length means up to the end. */
const substrBytes = (name: string) =>
  taking(name, [3, 3], (value, start, length) => {
    const bytes = Buffer.from(textOf(name, value))
    const from = Math.trunc(numberIn(name, start))
    const count = Math.trunc(numberIn(name, length))
    if (from < 0) throw requestFailed(`${name}: starting index must be non-negative (got: ${from})`)
    const to = count < 0 ? bytes.length : from + count
    if (isContinuation(bytes[from]) || isContinuation(bytes[to]))
      throw requestFailed(`${name}: Invalid range, an index is in the middle of a UTF-8 character`)
    return bytes.subarray(from, to).toString()
  })

const substrCP = taking('$substrCP', [3, 3], (value, start, length) => {
  const points = [...textOf('$substrCP', value)]
  const from = wholeIn('$substrCP', start)
  const count = wholeIn('$substrCP', length)
  if (from < 0 || count < 0)
    throw requestFailed('$substrCP: the starting index and the length must be nonnegative integers')
  return points.slice(from, from + count).join('')
})

/** Where a text is in another, counted in bytes or code points; -1 if it is not. */
const indexOf = (name: string, unitsOf: (text: string) => readonly unknown[]) =>
  taking(name, [2, 4], (value, token, start = 0, end = Infinity) => {
    if (isNothing(value)) return null
    const units = unitsOf(textIn(name, value))
    const wanted = unitsOf(textIn(name, token))
    const [from, to] = boundsIn(name, start, end)
    const last = Math.min(to, units.length) - wanted.length
    for (let at = from; at <= last; at++)
      if (wanted.every((unit, i) => units[at + i] === unit)) return at
    return -1
  })

const split = taking('$split', [2, 2], (value, separator) => {
  if (isNothing(value) || isNothing(separator)) return null
  const [text, between] = [textIn('$split', value), textIn('$split', separator)]
  if (between === '') throw requestFailed('$split requires a non-empty separator')
  return text.split(between)
})

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/trim/#whitespace-characters */
const WHITESPACE =
  '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

const trimming = (name: string, sides: { readonly left: boolean; readonly right: boolean }) =>
  naming(name, { required: ['input'], optional: ['chars'] }, (named) => {
    const input = named.value('input')
    if (isNothing(input)) return null
    const points = [...textIn(name, input)]
    const chars = named.has('chars') ? named.value('chars') : WHITESPACE
    if (isNothing(chars)) return null
    const unwanted = new Set(textIn(name, chars))
    const isKept = (point: string) => !unwanted.has(point)
    const first = sides.left ? points.findIndex(isKept) : 0
    const last = sides.right ? points.findLastIndex(isKept) : points.length - 1
    return first < 0 ? '' : points.slice(first, last + 1).join('')
  })

/** The text, the part to find and its replacement; null if one of them has no value. */
const replacing = (
  name: string,
  work: (input: string, find: string, replacement: string) => string,
) =>
  naming(name, { required: ['input', 'find', 'replacement'] }, (named) => {
    const [input, find, replacement] = ['input', 'find', 'replacement'].map((field) => {
      const value = named.value(field)
      return isNothing(value) ? null : textIn(name, value)
    })
    if (input == null || find == null || replacement == null) return null
    return work(input, find, replacement)
  })

const bytesOf = (text: string) => [...Buffer.from(text)]
const pointsOf = (text: string) => [...text]

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#string-expression-operators */
export const STRINGS: Operators = {
  $concat: concat,
  $indexOfBytes: indexOf('$indexOfBytes', bytesOf),
  $indexOfCP: indexOf('$indexOfCP', pointsOf),
  $ltrim: trimming('$ltrim', { left: true, right: false }),
  $replaceAll: replacing('$replaceAll', (input, find, by) => input.replaceAll(find, () => by)),
  $replaceOne: replacing('$replaceOne', (input, find, by) => input.replace(find, () => by)),
  $rtrim: trimming('$rtrim', { left: false, right: true }),
  $split: split,
  $strLenBytes: taking(
    '$strLenBytes',
    [1, 1],
    (text) => bytesOf(textIn('$strLenBytes', text)).length,
  ),
  $strLenCP: taking('$strLenCP', [1, 1], (text) => pointsOf(textIn('$strLenCP', text)).length),
  $strcasecmp: strcasecmp,
  $substr: substrBytes('$substr'),
  $substrBytes: substrBytes('$substrBytes'),
  $substrCP: substrCP,
  $toLower: taking('$toLower', [1, 1], (value) => lower(textOf('$toLower', value))),
  $toUpper: taking('$toUpper', [1, 1], (value) => upper(textOf('$toUpper', value))),
  $trim: trimming('$trim', { left: true, right: true }),
  ...PATTERNS,
}
