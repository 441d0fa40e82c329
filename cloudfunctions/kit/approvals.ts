import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Approval, expired } from '@palm/shared/order/approval'
import type { Database } from './database/session'
import { approvals } from './documents/approvals'
import { report, type ReportContext } from './incident-report'

/** One run of the timer settles so many; the rest is the next run's. */
const BATCH = 100

/** Requests to a second person whose time is over, the oldest first. */
export const overdueApprovals = (database: Database, nowMs: EpochMs): Promise<Approval[]> =>
  database.find(approvals, {
    where: { 'state.at': 'open', answerByMs: { atMost: nowMs } },
    orderBy: { field: 'answerByMs', direction: 'asc' },
    limit: BATCH,
  })

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
