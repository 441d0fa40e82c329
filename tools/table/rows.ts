/** Rows of text, headings first; row `n` is line `n + 1` of the spreadsheet. */
export interface Table {
  /** The sheet of the workbook that was read; null for a file that has no sheets. */
  readonly sheet: string | null
  readonly rows: readonly (readonly string[])[]
}
