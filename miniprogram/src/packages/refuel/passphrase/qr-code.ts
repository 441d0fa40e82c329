import qrcode from 'qrcode-generator'

/** Dots of one code, and the white around it, in pixels of the picture. */
const DOT = 6
const MARGIN = 0

/** A picture of a QR code as a data URL. The smallest that holds the text, with medium redundancy. */
export function qrCode(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  return code.createDataURL(DOT, MARGIN)
}
