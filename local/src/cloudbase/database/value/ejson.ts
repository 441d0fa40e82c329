import { BSONRegExp, EJSON } from 'bson'
import { invalidParam } from '../../cloud-error'
import { type Document, isDocument } from './bson-value'

/**
 * Canonical extended JSON as the SDK sends and expects it. Numbers become JavaScript numbers, as in
 * every client; regular expressions JavaScript's; server dates the service's current time. Numbers,
 * dates and plain values, nearly all data, are handled here, since bson costs a multiple;
 * everything else is left to bson.
 */
export function decode(text: string, nowMs: number): unknown {
  const value = parse(text)
  return NEEDS_MENDING.test(text) ? mend(value, nowMs) : value
}

/** For our own output: a stored document. */
export const decodeStored = (text: string) => decode(text, 0) as Document

export function decodeDocument(text: string, nowMs: number): Document {
  const value = decode(text, nowMs)
  if (!isDocument(value)) throw invalidParam(`a document is expected, not ${text.slice(0, 100)}`)
  return value
}

export function encode(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return number(value)
    case 'boolean':
      return String(value)
    case 'undefined':
      return 'null'
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(encode).join(',')}]`
  if (value instanceof Date) return `{"$date":{"$numberLong":"${value.getTime()}"}}`
  if (!isDocument(value)) return EJSON.stringify(value as Document, { relaxed: false })
  const fields = Object.keys(value).map((key) => `${JSON.stringify(key)}:${encode(value[key])}`)
  return `{${fields.join(',')}}`
}

/** As the smallest BSON type that holds it; exact to the last digit, unlike bson beyond 2⁵³. */
function number(value: number): string {
  if (!Number.isInteger(value) || value < -(2 ** 63) || value >= 2 ** 63)
    return `{"$numberDouble":"${value}"}`
  if (value >= -(2 ** 31) && value < 2 ** 31) return `{"$numberInt":"${value}"}`
  return `{"$numberLong":"${BigInt(value)}"}`
}

/** The service returns object ids as plain strings; within a JSON string no quote is unescaped. */
export function presentIds(text: string): string {
  return text.includes('{"$oid":"') ? text.replace(/\{"\$oid":("[0-9a-f]{24}")\}/g, '$1') : text
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return text.includes('"$') ? revive(value) : value
  } catch (error) {
    throw invalidParam(`malformed extended JSON: ${(error as Error).message}`)
  }
}

/** Replaces the JSON representations by their values. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (const [i, element] of value.entries()) value[i] = revive(element)
    return value
  }
  const document = value as Document
  const keys = Object.keys(document)
  for (const key of keys) if (WRAPPERS.has(key)) return unwrap(document, keys)
  for (const key of keys) {
    const revived = revive(document[key])
    if (revived === document[key]) continue
    if (key === '__proto__') Object.defineProperty(document, key, { value: revived })
    else document[key] = revived
  }
  return document
}

function unwrap(document: Document, [wrapper, ...others]: readonly string[]): unknown {
  const content = others.length === 0 && wrapper !== undefined ? document[wrapper] : undefined
  if (wrapper !== undefined && NUMBERS.has(wrapper) && isNumeral(content)) return Number(content)
  if (wrapper === '$date' && isDocument(content) && isNumeral(content['$numberLong']))
    return new Date(Number(content['$numberLong']))
  return EJSON.parse(JSON.stringify(document))
}

const NUMBERS = new Set(['$numberInt', '$numberLong', '$numberDouble'])

const isNumeral = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value)

/**
 * Fields that make an object represent a value; operators of queries and updates are not among
 * them.
 */
const WRAPPERS = new Set([
  ...['$numberInt', '$numberDouble', '$numberLong', '$numberDecimal', '$date', '$timestamp'],
  ...['$oid', '$binary', '$uuid', '$symbol', '$code', '$minKey', '$maxKey', '$undefined'],
  ...['$regularExpression', '$regex', '$ref', '$dbPointer'],
])

const NEEDS_MENDING = /"\$(regularExpression|regex|tcb_server_date)"/

function mend(value: unknown, nowMs: number): unknown {
  if (value instanceof BSONRegExp) return regExp(value)
  if (Array.isArray(value)) return value.map((element) => mend(element, nowMs))
  if (!isDocument(value)) return value
  const serverDate = value['$tcb_server_date']
  if (isDocument(serverDate)) return new Date(nowMs + Number(serverDate['offset'] ?? 0))
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, mend(of, nowMs)]))
}

/** MongoDB's options `x` (free spacing) and `l` (locale) have no counterpart here. */
function regExp({ options, pattern }: BSONRegExp): RegExp {
  try {
    return new RegExp(pattern, options)
  } catch (error) {
    throw invalidParam((error as Error).message)
  }
}
