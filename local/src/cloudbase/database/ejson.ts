import { BSONRegExp, EJSON } from 'bson'
import { invalidParam } from '../cloud-error'
import { type Document, isDocument } from './bson-value'

/**
 * Canonical extended JSON as the SDK sends and expects it. Numbers become JavaScript's, as they are
 * in every client; regular expressions JavaScript's; server dates the service's present.
 */
export function decode(text: string, nowMs: number): unknown {
  const value = parse(text)
  return NEEDS_MENDING.test(text) ? mend(value, nowMs) : value
}

/** For what we wrote ourselves: a stored document. */
export const decodeStored = (text: string) => decode(text, 0) as Document

export function decodeDocument(text: string, nowMs: number): Document {
  const value = decode(text, nowMs)
  if (!isDocument(value)) throw invalidParam(`a document is expected, not ${text.slice(0, 100)}`)
  return value
}

export const encode = (value: Document) => EJSON.stringify(value, { relaxed: false })

/** The service hands object ids out as plain strings; within a JSON string no quote is bare. */
export function presentIds(text: string): string {
  return text.includes('{"$oid":"') ? text.replace(/\{"\$oid":("[0-9a-f]{24}")\}/g, '$1') : text
}

const NEEDS_MENDING = /"\$(regularExpression|regex|tcb_server_date)"/

function parse(text: string): unknown {
  try {
    return EJSON.parse(text)
  } catch (error) {
    throw invalidParam(`malformed extended JSON: ${(error as Error).message}`)
  }
}

function mend(value: unknown, nowMs: number): unknown {
  if (value instanceof BSONRegExp) return regExp(value)
  if (Array.isArray(value)) return value.map((element) => mend(element, nowMs))
  if (!isDocument(value)) return value
  const serverDate = value['$tcb_server_date']
  if (isDocument(serverDate)) return new Date(nowMs + Number(serverDate['offset'] ?? 0))
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, mend(of, nowMs)]))
}

/** Of MongoDB's options, `x` (free spacing) and `l` (locale) have no counterpart here. */
function regExp({ options, pattern }: BSONRegExp): RegExp {
  try {
    return new RegExp(pattern, options)
  } catch (error) {
    throw invalidParam((error as Error).message)
  }
}
