/** A QR code on paper or on a sign, for phones to scan. */
export interface PrintedCode {
  /** Printed under it in large letters. */
  readonly label: string
  /** Printed below that in small letters. */
  readonly note: string
  /** Content of the code. */
  readonly link: string
  /** Codes of one group are mounted in one place and printed on one sheet. */
  readonly group: string
}
