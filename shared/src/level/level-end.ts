import { DAY_MS, type EpochMs, later, startOfBusinessDay } from '../kernel/instant'
import { type Growth, type GrowthCredit, levelAt } from './growth'
import type { LevelPolicy } from './level'

export interface LevelEnd {
  readonly name: string
  readonly nextName: string
  /** The midnight at which the level becomes the next one. */
  readonly atMs: EpochMs
}

/** When the level falls if nothing is bought any more; null for one that stays. */
export function levelEnd(
  growth: Growth,
  credits: readonly GrowthCredit[],
  policy: LevelPolicy,
  nowMs: EpochMs,
): LevelEnd | null {
  const level = levelAt(growth, credits, policy, nowMs)
  if (!level) return null
  const rank = policy.levels.indexOf(level)
  for (const atMs of endsOf(growth, credits, policy).filter((atMs) => atMs > nowMs)) {
    const next = levelAt(growth, credits, policy, atMs)
    if (next && policy.levels.indexOf(next) < rank) {
      return { name: level.name, nextName: next.name, atMs }
    }
  }
  return null
}

/** Midnights at which a day leaves the window, in order: growth changes at no other instant. */
function endsOf(
  { days, orders }: Growth,
  credits: readonly GrowthCredit[],
  { windowDays }: LevelPolicy,
): readonly EpochMs[] {
  const counted = [...days.map(({ startMs }) => startMs), ...[...orders, ...credits].map(atOf)]
  const ends = counted.map((atMs) => later(startOfBusinessDay(atMs), windowDays * DAY_MS))
  return [...new Set(ends)].sort((a, b) => a - b)
}

const atOf = ({ atMs }: { readonly atMs: EpochMs }) => atMs
