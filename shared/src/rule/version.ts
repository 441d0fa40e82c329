import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'

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

/** How many versions of a rule may wait for their day. */
export const ANNOUNCED_MAX = 3

/** More versions of a rule would wait for their day than documents have room for. */
export interface TooManyAnnounced {
  readonly code: 'rule/too-many-announced'
  readonly max: number
}

/**
 * The versions to keep once `next` was saved: the one that holds and those that were announced, the
 * earliest first. One whose day has come replaces the one that holds; one for later is announced and
 * replaces the announcement for the same instant. Null: there is no such rule from now on, and no
 * announcement.
 */
export function versionsAfter<Rule extends Version>(
  versions: readonly Rule[],
  next: Rule | null,
  nowMs: EpochMs,
): Result<readonly Rule[], TooManyAnnounced> {
  if (next === null) return ok([])
  const holding = next.fromMs <= nowMs ? next : versionAt(versions, nowMs)
  const announced = [
    ...versions.filter(({ fromMs }) => fromMs > nowMs && fromMs !== next.fromMs),
    ...(next === holding ? [] : [next]),
  ].sort((a, b) => a.fromMs - b.fromMs)
  if (announced.length > ANNOUNCED_MAX) {
    return refuse({ code: 'rule/too-many-announced', max: ANNOUNCED_MAX })
  }
  return ok(holding === null ? announced : [holding, ...announced])
}
