import type { EpochMs } from './instant'

/** A rule that is valid from an instant until the next version. It is never edited. */
export interface Version {
  readonly fromMs: EpochMs
}

/** The version valid at an instant; null before the first. Versions may be in any order. */
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
