import type { EpochMs } from './instant'

/** A rule that holds from an instant until the next version's. It is never edited. */
export interface Version {
  readonly fromMs: EpochMs
}

/** The version that holds at an instant; null before the first. Versions may come in any order. */
export function versionAt<Rule extends Version>(
  versions: readonly Rule[],
  atMs: EpochMs,
): Rule | null {
  return versions.reduce<Rule | null>(
    (best, version) =>
      version.fromMs <= atMs && (best === null || version.fromMs > best.fromMs) ? version : best,
    null,
  )
}
