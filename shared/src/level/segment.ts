import { type Fen, fen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { type Growth, SEGMENT_DAYS, spentSince, startOfWindow } from './growth'
import type { LevelPolicy } from './level'

/** 用户类型 A–E by spending on fuel; `transit` 过路 is below all of them. */
export type Segment = (typeof SEGMENTS)[number]
export const SEGMENTS = ['transit', 'A', 'B', 'C', 'D', 'E'] as const

export interface ConsumptionBand {
  readonly segment: Segment
  /** Lower bound of the spending in the last 30 days. */
  readonly fromFen: Fen
}

/** Usual lower bounds: 500, 800, 1200, 3000 and 6000 yuan a month. */
export const USUAL_BANDS: readonly ConsumptionBand[] = [
  { segment: 'A', fromFen: fen(50_000) },
  { segment: 'B', fromFen: fen(80_000) },
  { segment: 'C', fromFen: fen(120_000) },
  { segment: 'D', fromFen: fen(300_000) },
  { segment: 'E', fromFen: fen(600_000) },
]

/** By net spending; credit from contracts does not count. */
export function segmentAt(growth: Growth, { bands }: LevelPolicy, nowMs: EpochMs): Segment {
  const spentFen = spentSince(growth, startOfWindow(nowMs, SEGMENT_DAYS))
  return bands.filter(({ fromFen }) => fromFen <= spentFen).slice(-1)[0]?.segment ?? 'transit'
}
