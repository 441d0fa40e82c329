import { type Document, KIND, kindOf } from '../value/bson-value'

/**
 * MongoDB's order of values: by kind, then by content; documents field by field and arrays element
 * by element, in order. `key.ts` encodes the same order as bytes.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const kind = kindOf(a)
  const otherKind = kindOf(b)
  if (kind !== otherKind) return kind - otherKind
  switch (kind) {
    case KIND.number:
      return compareNumbers(Number(a), Number(b))
    case KIND.string:
      return compareStrings(String(a), String(b))
    case KIND.object:
      return compareDocuments(a as Document, b as Document)
    case KIND.array:
      return compareArrays(a as unknown[], b as unknown[])
    case KIND.boolean:
    case KIND.date:
      return Math.sign(Number(a) - Number(b))
    case KIND.minKey:
    case KIND.maxKey:
      return 0
    default:
      return Buffer.compare(contentBytes(a), contentBytes(b))
  }
}

export const equalValues = (a: unknown, b: unknown) => compareValues(a, b) === 0

/** NaN is equal to itself and below every other number. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  if (Number.isNaN(b)) return 1
  return a < b ? -1 : 1
}

/** By code points, as UTF-8 sorts; JavaScript's own `<` compares UTF-16. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = codePointRank(a.charCodeAt(i)) - codePointRank(b.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Moves surrogates (code points from U+10000) above U+E000…U+FFFF. */
function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}

function compareDocuments(a: Document, b: Document): number {
  const fields = Object.keys(a)
  const otherFields = Object.keys(b)
  const length = Math.min(fields.length, otherFields.length)
  for (let i = 0; i < length; i++) {
    const field = fields[i] as string
    const otherField = otherFields[i] as string
    const difference =
      kindOf(a[field]) - kindOf(b[otherField]) ||
      compareStrings(field, otherField) ||
      compareValues(a[field], b[otherField])
    if (difference !== 0) return difference
  }
  return fields.length - otherFields.length
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = compareValues(a[i], b[i])
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

interface BinaryLike {
  readonly buffer: Uint8Array
  readonly sub_type: number
  length(): number
}

/** For the rare kinds: bytes whose order is the order of the values. */
export function contentBytes(value: unknown): Buffer {
  switch (kindOf(value)) {
    case KIND.objectId:
      return Buffer.from((value as { id: Uint8Array }).id)
    case KIND.binary: {
      const binary = value as BinaryLike
      const head = Buffer.alloc(5)
      head.writeUInt32BE(binary.length())
      head.writeUInt8(binary.sub_type, 4)
      return Buffer.concat([head, Buffer.from(binary.buffer.subarray(0, binary.length()))])
    }
    case KIND.timestamp: {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64BE(BigInt(String(value)))
      return bytes
    }
    case KIND.regex: {
      const { flags, source } = value as RegExp
      return Buffer.from(`${source}\0${flags}`)
    }
    default:
      return Buffer.from(JSON.stringify(value))
  }
}
