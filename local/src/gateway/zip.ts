import { deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** As in the file: in the encoding that its reader expects. */
  readonly name: Buffer
  readonly content: Buffer
  readonly atMs: number
}

/** A ZIP file. Libraries write names in UTF-8 only, and Alipay's are in undeclared GBK. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content)
    const about = describe(entry, packed.length)
    const local = Buffer.concat([LOCAL, about, lengths(entry.name), entry.name, packed])
    directory.push(Buffer.concat([CENTRAL, about, lengths(entry.name), place(offset), entry.name]))
    files.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...files, listed, end(entries.length, listed.length, offset)])
}

/** Signature and versions: made by 2.0, needs 2.0. */
const LOCAL = Buffer.from([0x50, 0x4b, 3, 4, 20, 0])
const CENTRAL = Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0])
const END = Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0])

/** Flags, method (deflate), time, checksum and sizes: the same in both places. */
function describe({ atMs, content }: ZipEntry, packedLength: number): Buffer {
  const about = Buffer.alloc(20)
  const { date, time } = dosTime(atMs)
  about.writeUInt16LE(8, 2)
  about.writeUInt16LE(time, 4)
  about.writeUInt16LE(date, 6)
  about.writeUInt32LE(crc32(content), 8)
  about.writeUInt32LE(packedLength, 12)
  about.writeUInt32LE(content.length, 16)
  return about
}

/** Of the name, and of the extra fields, which are empty. */
function lengths(name: Buffer): Buffer {
  const both = Buffer.alloc(4)
  both.writeUInt16LE(name.length, 0)
  return both
}

/** No comment, first disk, no attributes; then where the file begins. */
function place(offset: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return rest
}

function end(count: number, length: number, offset: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt16LE(count, 0)
  rest.writeUInt16LE(count, 2)
  rest.writeUInt32LE(length, 4)
  rest.writeUInt32LE(offset, 8)
  return Buffer.concat([END, rest])
}

/** Beijing time, to two seconds. */
function dosTime(atMs: number): { date: number; time: number } {
  const at = new Date(atMs + 8 * 3_600_000)
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  return { date, time }
}

const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
