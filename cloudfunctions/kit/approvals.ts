import { type Approval, expired } from '@palm/shared/order/approval'
import { approvals } from './documents/approvals'
import { report, type ReportContext } from './incident-report'

/**
 * Nobody answered: a person has to. The case is opened first, so that a fault between the two opens
 * it again and loses nothing; the order is left as it is.
 */
export async function expireApproval(
  context: ReportContext,
  { askedAtMs, id, orderId, stationId, backFen }: Approval,
): Promise<void> {
  const { clock, database } = context
  const details = { orderId, stationId, backFen }
  await report(context, 'approval/unanswered', `${id}-${askedAtMs}`, details)
  await database.transaction(async (transaction) => {
    const now = await transaction.get(approvals, id)
    if (now?.state.at === 'open') await transaction.put(approvals, expired(now, clock()))
  })
}
