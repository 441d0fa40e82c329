/** Result of a command: the lines to print, and whether it succeeded. */
export interface Told {
  readonly code: 0 | 1 | 2
  readonly lines: readonly string[]
}
