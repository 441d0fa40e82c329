/** Size of a value as JSON in UTF-8, in bytes; document limits use it. */
export function bytesOf(value: unknown): number {
  let bytes = 0
  for (const sign of JSON.stringify(value)) {
    const code = sign.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
