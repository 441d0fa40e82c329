import { type Approval, expired } from '@palm/shared/order/verbs/approval'
import { approvals } from '../documents/approvals'
import { report, type ReportContext } from './incident-report'

/**
 * An unanswered request becomes an incident. The incident is opened first, so that a fault in
 * between opens it again and loses nothing; the order does not change.
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
