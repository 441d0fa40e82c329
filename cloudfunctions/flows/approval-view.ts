import type { ApprovalView } from '@palm/shared/api/staff'
import { NO_FEN } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Approval, stateAt } from '@palm/shared/order/verbs/approval'

/** An approval request, for the people at the station and for the office. */
export function presentApproval(approval: Approval, nowMs: EpochMs): ApprovalView {
  const { asked, why } = approval
  return {
    approvalId: approval.id,
    orderId: approval.orderId,
    stationId: approval.stationId,
    tail: approval.tail,
    nozzleNumber: approval.nozzleNumber,
    kind: asked.kind,
    dispensedFen: asked.kind === 'correct' ? asked.dispensedFen : NO_FEN,
    backFen: approval.backFen,
    reason: why.reason,
    note: why.note,
    askedBy: approval.askedBy.name,
    askedAtMs: approval.askedAtMs,
    answerByMs: approval.answerByMs,
    at: stateAt(approval, nowMs).at,
  }
}
