import { TextDecoder } from 'node:util'

/** The platform decodes GBK but does not encode it, so its decoder is inverted once. */
let codes: Map<string, number> | undefined

/** Characters missing from GBK become `?`, as in Java. */
export function encodeGbk(text: string): Buffer {
  codes ??= readBackwards()
  const bytes: number[] = []
  for (const character of text) {
    const code = character < '\u0080' ? character.charCodeAt(0) : (codes.get(character) ?? 0x3f)
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Buffer.from(bytes)
}

function readBackwards(): Map<string, number> {
  const decoder = new TextDecoder('gbk', { fatal: true })
  const found = new Map<string, number>()
  for (let code = 0x8140; code <= 0xfefe; code++) {
    const character = decodeOne(decoder, code)
    if (character !== null && !found.has(character)) found.set(character, code)
  }
  return found
}

function decodeOne(decoder: TextDecoder, code: number): string | null {
  try {
    const decoded = decoder.decode(Buffer.from([code >> 8, code & 0xff]))
    return [...decoded].length === 1 ? decoded : null
  } catch {
    return null // no character has this code
  }
}
