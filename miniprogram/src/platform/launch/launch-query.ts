import type { LaunchQuery } from '../ports'

/**
 * The code that opened the app, if any. WeChat passes an ordinary link in `q` and the text of a
 * mini-program code in `scene`, both encoded once; Alipay passes a link in `qrCode`. Whether it is
 * a valid code is decided later.
 */
export function scannedIn(query: LaunchQuery): string | null {
  const text = query['q'] || query['qrCode'] || query['scene'] || ''
  return text === '' ? null : decoded(text)
}

/** A stray `%` is not an encoding: the text is kept unchanged, and is refused later. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
