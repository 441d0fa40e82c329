/** A QR code on paper or on a sign, for phones to scan. */
export interface PrintedCode {
  /** Printed under it in large letters. */
  readonly label: string
  /** Printed below that in small letters. */
  readonly note: string
  /** Content of the code. */
  readonly link: string
  /**
   * The page of a menu or card in the wallet, `pages/home/home?from=…`: there is nothing to scan. The
   * link is its address, for reading.
   */
  readonly address?: string
  /** Codes of one group are mounted in one place and printed on one sheet. */
  readonly group: string
}
