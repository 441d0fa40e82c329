import { NO_FEN } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { entryOrNull } from '../../ledger/journal'
import type { ApproverId, StaffId } from '../../staff/staff'
import { type Decision, journalId } from '../facts/decision'
import { type Order, type ReversalReason, reversedStatus, type ReversedState } from '../facts/order'
import { lowerCost } from '../price/cost'

export interface Reversing {
  readonly reason: ReversalReason
  /** Null where no attendant took part. */
  readonly staffId: StaffId | null
  readonly approvedBy?: ApproverId | undefined
  readonly nowMs: EpochMs
}

/** Refunds a paid order in full, to every tender. */
export function reversed(
  order: Order,
  { approvedBy, nowMs, reason, staffId }: Reversing,
): Decision {
  const back = lowerCost(order, { toFen: NO_FEN, reason: 'reversal', nowMs })
  const state: ReversedState = {
    status: reversedStatus(back.trade),
    reversal: { reason, staffId, decidedAtMs: nowMs, ...(approvedBy && { approvedBy }) },
  }
  return {
    order: { ...order, trade: back.trade, state },
    entry: entryOrNull(
      { id: journalId(order.id, 'reversed'), kind: 'reversed', subject: order.id, atMs: nowMs },
      back.postings,
    ),
  }
}
