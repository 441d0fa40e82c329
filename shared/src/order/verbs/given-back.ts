import { NO_FEN } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { withGivenBack } from '../../staff/limits'
import type { Staff } from '../../staff/staff'
import { backOnWordFen } from './act'
import type { Order } from '../facts/order'

export interface Acted {
  readonly nowMs: EpochMs
  /** A second person stood by the act: it does not count as one of theirs alone. */
  readonly approved: boolean
}

/**
 * The attendant's document after an act on an order: it counts refunds on their word alone, which
 * are limited per day. Unchanged by any other act; the order itself says who confirmed it.
 */
export function staffAfter(
  staff: Staff,
  before: Order,
  after: Order,
  { approved, nowMs }: Acted,
): Staff {
  const isAlone = !approved && backOnWordFen(before, after) > NO_FEN
  return isAlone ? withGivenBack(staff, nowMs) : staff
}
