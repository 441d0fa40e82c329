import { incidentOf } from '@palm/shared/incident/incident'
import { type Id, idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { StationId } from '@palm/shared/station/station'
import type { TradeRefund } from '@palm/shared/trade/refund'
import type { Transaction } from '../database/session'
import { incidents } from '../documents/incidents'

export interface RefundChange {
  /** The order or recharge of the refunds. */
  readonly subject: Id<string>
  /** Of an order: people who are responsible for it there may decide. */
  readonly stationId?: StationId
  readonly before: readonly TradeRefund[]
  readonly after: readonly TradeRefund[]
}

/**
 * Opens an incident for every newly halted refund, in the transaction of the change, so that each
 * has an owner.
 */
export async function reportHalted(
  transaction: Transaction,
  change: RefundChange,
  nowMs: EpochMs,
): Promise<void> {
  for (const { amountFen, id, reason } of newlyHalted(change)) {
    const at = change.stationId ? { stationId: change.stationId } : {}
    const details = { of: change.subject, refundId: id, amountFen, reason, ...at }
    const incident = incidentOf('refund/halted', idLetters(id), details, nowMs)
    await transaction.put(incidents, incident)
  }
}

/** Refunds that were not halted before. */
export const newlyHalted = ({ after, before }: RefundChange) =>
  after.flatMap(({ amountFen, id, state }) => {
    const earlier = before.find((refund) => refund.id === id)
    const isNew = state.at === 'halted' && earlier?.state.at !== 'halted'
    return isNew ? [{ amountFen, id, reason: state.reason }] : []
  })
