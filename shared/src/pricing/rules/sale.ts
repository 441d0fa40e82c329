import type { Fen } from '../../kernel/fen'
import type { StationClock } from '../../kernel/station-clock'
import type { FenPerLitre } from '../../kernel/volume'
import type { GradeId } from '../../station/grade'
import type { StationId } from '../../station/station'

/** A sale, with exactly the data that rules may depend on. */
export interface Sale {
  readonly stationId: StationId
  readonly gradeId: GradeId
  /** 枪价 */
  readonly pumpPrice: FenPerLitre
  /** 枪显金额 */
  readonly amountFen: Fen
  readonly clock: StationClock
}
