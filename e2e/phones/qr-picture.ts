import { GifReader } from 'omggif'
import jsQr from 'jsqr'

/** White around a code, in pixels, since the picture itself has none. */
const QUIET = 24

/** Content of the QR code in a GIF data URL, decoded as by a camera. */
export function readQrPicture(dataUrl: string): string {
  const gif = new GifReader(Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'))
  const drawn = new Uint8Array(gif.width * gif.height * 4)
  gif.decodeAndBlitFrameRGBA(0, drawn)
  const width = gif.width + 2 * QUIET
  const framed = new Uint8ClampedArray(width * (gif.height + 2 * QUIET) * 4).fill(255)
  for (let row = 0; row < gif.height; row++) {
    const line = drawn.subarray(row * gif.width * 4, (row + 1) * gif.width * 4)
    framed.set(line, ((row + QUIET) * width + QUIET) * 4)
  }
  const read = jsQr(framed, width, gif.height + 2 * QUIET)
  if (!read) throw new Error('the code on the screen cannot be read')
  return read.data
}
