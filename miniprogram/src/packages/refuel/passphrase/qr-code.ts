import qrcode from 'qrcode-generator'

/** Size of a module of the code and of its quiet zone, in pixels. */
const DOT = 6
const MARGIN = 0

/** A QR code as a data URL: the smallest version for the text, with medium error correction. */
export function qrCode(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  return code.createDataURL(DOT, MARGIN)
}
