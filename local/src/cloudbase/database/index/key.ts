import { type Document, KIND, kindOf } from '../value/bson-value'
import { contentBytes } from '../query/compare'

/**
 * Values as bytes whose order (memcmp) is MongoDB's order of the values. No key is a prefix of
 * another, so keys can be concatenated, and a descending one has its bits inverted.
 */
export function encodeKey(value: unknown): Buffer {
  if (typeof value === 'string' && !value.includes('\0')) return Buffer.from(STRING + value + END)
  const bytes: Buffer[] = []
  write(value, bytes)
  return Buffer.concat(bytes)
}

/** The same, in the other direction. */
export function invert(key: Buffer): Buffer {
  const inverted = Buffer.from(key)
  for (let i = 0; i < key.length; i++) inverted[i] = 255 - (key[i] as number)
  return inverted
}

/** The first key after all that begin with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  const last = prefix.findLastIndex((byte) => byte < 255)
  const next = Buffer.from(prefix.subarray(0, last + 1))
  next[last] = (next[last] ?? 0) + 1
  return next
}

/** As `write` produces it, in one piece: most keys are plain texts. */
const STRING = String.fromCharCode(KIND.string)
const END = '\0\0'

const TERMINATOR = Buffer.from([0])
const KIND_BYTES = Array.from({ length: KIND.maxKey + 1 }, (_, kind) => Buffer.from([kind]))

function write(value: unknown, bytes: Buffer[]): void {
  const kind = kindOf(value)
  bytes.push(KIND_BYTES[kind] as Buffer)
  switch (kind) {
    case KIND.minKey:
    case KIND.undefined:
    case KIND.null:
    case KIND.maxKey:
      return
    case KIND.number:
      bytes.push(numberBytes(Number(value)))
      return
    case KIND.date:
      bytes.push(numberBytes(Number(value)))
      return
    case KIND.boolean:
      bytes.push(Buffer.from([value ? 1 : 0]))
      return
    case KIND.string:
      bytes.push(escaped(Buffer.from(String(value))))
      return
    case KIND.object:
      writeDocument(value as Document, bytes)
      return
    case KIND.array:
      for (const element of value as unknown[]) write(element, bytes)
      bytes.push(TERMINATOR)
      return
    default:
      bytes.push(escaped(contentBytes(value)))
  }
}

/** Field by field as they are compared: kind, then name, then content. */
function writeDocument(document: Document, bytes: Buffer[]): void {
  for (const [field, value] of Object.entries(document)) {
    const key = encodeKey(value)
    bytes.push(key.subarray(0, 1), escaped(Buffer.from(field)), key.subarray(1))
  }
  bytes.push(TERMINATOR)
}

/** IEEE 754 sorts by its bits with the sign inverted, and a negative one with all bits inverted. */
function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  if (Number.isNaN(value)) return bytes
  bytes.writeDoubleBE(value === 0 ? 0 : value)
  const head = bytes.readUInt8()
  if (head >= 0x80) return invert(bytes)
  bytes.writeUInt8(head + 0x80)
  return bytes
}

/** A zero within becomes 00 FF, so that the closing zeros sort below any continuation. */
function escaped(content: Buffer): Buffer {
  if (!content.includes(0)) return Buffer.concat([content, END_OF_TEXT])
  const hex = content.toString('hex').replace(/(..)/g, (byte) => (byte === '00' ? '00ff' : byte))
  return Buffer.concat([Buffer.from(hex, 'hex'), END_OF_TEXT])
}

const END_OF_TEXT = Buffer.from(END)
