import { incidentOf } from '@palm/shared/incident/incident'
import { type Id, idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { TradeRefund } from '@palm/shared/trade/refund'
import type { Transaction } from './database/session'
import { incidents } from './documents/incidents'

export interface RefundChange {
  /** The order or recharge of the refunds. */
  readonly subject: Id<string>
  readonly before: readonly TradeRefund[]
  readonly after: readonly TradeRefund[]
}

/**
 * Opens an incident for every newly halted refund, in the transaction of the change, so that each
 * has an owner.
 */
export async function reportHalted(
  transaction: Transaction,
  { after, before, subject }: RefundChange,
  nowMs: EpochMs,
): Promise<void> {
  for (const { amountFen, id, state } of after) {
    if (state.at !== 'halted') continue
    const earlier = before.find((refund) => refund.id === id)
    if (earlier?.state.at === 'halted') continue
    const details = { of: subject, refundId: id, amountFen, reason: state.reason }
    const incident = incidentOf('refund/halted', idLetters(id), details, nowMs)
    await transaction.put(incidents, incident)
  }
}
