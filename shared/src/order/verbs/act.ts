import { type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { OnDuty } from '../../staff/duty'
import { mayGiveBackAlone } from '../../staff/limits'
import { type ApproverId, isOwnOf } from '../../staff/staff'
import type { Order } from '../facts/order'

export type ActRefusal =
  /** The order is of another station. Seen by its own staff only. */
  | { readonly code: 'order/unknown' }
  /** It is the attendant's own order as a driver: a colleague serves them. */
  | { readonly code: 'order/own' }

/** Why this person may not act on this order at all, whatever the act. */
export function barredFrom(order: Order, { duty, staff }: OnDuty): ActRefusal | null {
  if (order.stationId !== duty.stationId) return { code: 'order/unknown' }
  return isOwnOf(staff, order.memberId) ? { code: 'order/own' } : null
}

/** More than one person may give back alone: ask a manager, who approves or declines. */
export interface ApprovalNeeded {
  readonly code: 'approval/needed'
  readonly backFen: Fen
}

/** Giving back money for fuel that may be in the tank already is for two once it is much or often. */
export function approvalNeeded(
  { staff }: OnDuty,
  backFen: Fen,
  approvedBy: ApproverId | undefined,
  nowMs: EpochMs,
): ApprovalNeeded | null {
  if (backFen <= NO_FEN || approvedBy || mayGiveBackAlone(staff, backFen, nowMs)) return null
  return { code: 'approval/needed', backFen }
}

/**
 * What an act gives back on an attendant's word alone, at the pump price. Before fuel has flowed
 * nothing is on their word: a preset that was not used up shows on the pump.
 */
export function backOnWordFen(before: Order, after: Order): Fen {
  const isOnWord = before.state.status === 'confirmed' || before.way === 'fuel-first'
  if (before === after || !isOnWord) return NO_FEN
  return subtractFen(keptFen(before), keptFen(after))
}

function keptFen({ amountFen, state }: Order): Fen {
  if (state.status === 'confirmed') return state.confirmation.dispensedFen
  return 'reversal' in state ? NO_FEN : amountFen
}
