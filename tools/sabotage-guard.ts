/** One check of ours, and how the code reads without it. */
export interface Guard {
  /** What nothing would look at any more. */
  readonly name: string
  readonly file: string
  /** Stands there exactly once: a guard that was moved must be found again by a person. */
  readonly code: string
  readonly without: string
  /** Where a test has to go red, as patterns of paths. */
  readonly tests: readonly string[]
}

export const at = (
  file: string,
  tests: readonly string[],
  rows: readonly Row[],
): readonly Guard[] => rows.map(([name, code, without]) => ({ name, file, code, without, tests }))

type Row = readonly [name: string, code: string, without: string]
