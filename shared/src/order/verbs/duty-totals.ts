import { NO_FEN, subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { withConfirmed, withCorrected } from '../../staff/duty'
import { type Counted, counted } from '../../staff/limits'
import type { Staff } from '../../staff/staff'
import { backOnWordFen } from './act'
import type { Confirmation, Order } from '../facts/order'

export interface Acted {
  readonly nowMs: EpochMs
  /** A second person stood by the act: it does not count as one of theirs alone. */
  readonly approved: boolean
}

/**
 * The attendant's document after an act on an order: the duty's totals follow confirmations and
 * corrections, the day's tally their acts without approval or proof. Unchanged if the act affects
 * neither.
 */
export function staffAfter(staff: Staff, before: Order, after: Order, acted: Acted): Staff {
  return counted(withTotals(staff, before, after), countedBy(before, after, acted), acted.nowMs)
}

function withTotals(staff: Staff, before: Order, after: Order): Staff {
  const [was, is] = [confirmationOf(before), confirmationOf(after)]
  if (!is) return staff
  if (!was) return withConfirmed(staff, is.dispensedFen)
  const lessFen = subtractFen(was.dispensedFen, is.dispensedFen)
  return lessFen > NO_FEN ? withCorrected(staff, is.dutyId, lessFen) : staff
}

function countedBy(before: Order, after: Order, { approved }: Acted): Counted[] {
  const confirmed = confirmationOf(before) ? null : confirmationOf(after)
  const alone = !approved && backOnWordFen(before, after) > NO_FEN
  return [
    ...(confirmed ? (['confirmedCount'] as const) : []),
    ...(confirmed?.proof === 'none' ? (['unprovenCount'] as const) : []),
    ...(alone ? (['givenBackCount'] as const) : []),
  ]
}

const confirmationOf = ({ state }: Order): Confirmation | null =>
  state.status === 'confirmed' ? state.confirmation : null
