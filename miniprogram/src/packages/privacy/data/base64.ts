const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Wallets write files from it; their runtimes have no `btoa`. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const letter = (shift: number) => ALPHABET[(bits >> shift) & 63] ?? ''
    parts.push(
      letter(18) +
        letter(12) +
        (b === undefined ? '=' : letter(6)) +
        (c === undefined ? '=' : letter(0)),
    )
  }
  return parts.join('')
}
