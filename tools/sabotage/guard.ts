/** One guard, and its code when removed. */
export interface Guard {
  /** The check that would be missing. */
  readonly name: string
  readonly file: string
  /** Occurs exactly once: a moved guard has to be updated here. */
  readonly code: string
  readonly without: string
  /** Tests that have to fail, as patterns of paths. */
  readonly tests: readonly string[]
}

export const at = (
  file: string,
  tests: readonly string[],
  rows: readonly Row[],
): readonly Guard[] => rows.map(([name, code, without]) => ({ name, file, code, without, tests }))

type Row = readonly [name: string, code: string, without: string]
