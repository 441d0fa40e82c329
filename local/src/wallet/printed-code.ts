/** A QR code on paper or on a sign, for phones to scan. */
export interface PrintedCode {
  /** What is printed under it, in large letters. */
  readonly label: string
  /** And below that, in small ones. */
  readonly note: string
  /** What it says. */
  readonly link: string
  /** Codes of one group hang in one place and are printed on one sheet. */
  readonly group: string
}
