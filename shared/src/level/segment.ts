import { type Fen, fen } from '../kernel/fen'

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
