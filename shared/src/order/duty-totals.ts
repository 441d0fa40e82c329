import { NO_FEN, subtractFen } from '../kernel/fen'
import { withConfirmed, withCorrected } from '../staff/duty'
import type { Staff } from '../staff/staff'
import type { Confirmation, Order } from './order'

/**
 * The attendant's document after an act of his on an order: his duty's totals follow what he
 * confirmed and what was taken off it again. Unchanged where the act did not touch them.
 */
export function staffAfter(staff: Staff, before: Order, after: Order): Staff {
  const [was, is] = [confirmationOf(before), confirmationOf(after)]
  if (!is) return staff
  if (!was) return withConfirmed(staff, is.dispensedFen)
  const lessFen = subtractFen(was.dispensedFen, is.dispensedFen)
  return lessFen > NO_FEN ? withCorrected(staff, is.dutyId, lessFen) : staff
}

const confirmationOf = ({ state }: Order): Confirmation | null =>
  state.status === 'confirmed' ? state.confirmation : null
