import type { LaunchQuery } from './ports'

/**
 * What was scanned to open the app, if anything was. WeChat hands over an ordinary link in `q` and
 * the text of a mini-program code in `scene`, both encoded once; Alipay hands over a link in
 * `qrCode`. Whether it is a code of ours is not decided here.
 */
export function scannedIn(query: LaunchQuery): string | null {
  const text = query['q'] || query['qrCode'] || query['scene'] || ''
  return text === '' ? null : decoded(text)
}

/** A stray `%` is no encoding: the text then stands as it is, and is refused with words. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
