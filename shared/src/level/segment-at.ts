import type { EpochMs } from '../kernel/instant'
import { type Growth, SEGMENT_DAYS, spentSince, startOfWindow } from './growth'
import type { LevelPolicy } from './level'
import type { Segment } from './segment'

/** By net spending; credit from contracts does not count. */
export function segmentAt(growth: Growth, { bands }: LevelPolicy, nowMs: EpochMs): Segment {
  const spentFen = spentSince(growth, startOfWindow(nowMs, SEGMENT_DAYS))
  return bands.filter(({ fromFen }) => fromFen <= spentFen).slice(-1)[0]?.segment ?? 'transit'
}
