import { ok } from '@palm/shared/kernel/result'
import { stateAt } from '@palm/shared/order/verbs/approval'
import { staffFor } from '@palm/shared/staff/policy/staff-permit'
import type { Act } from '../edge/serve'
import { isPermitted } from './approval-store'
import type { StaffContext } from './context'
import { carriedOut } from '../flows/approval-settling'
import { presentApproval } from '../flows/approval-view'
import { saveContext } from './save-context'

export const askApproval: Act<StaffContext, 'staff.ask'> = async (
  { approvals, clock },
  { asked, orderId, why },
  { memberId },
) => {
  const nowMs = clock()
  const stored = await approvals.ask(memberId, orderId, { asked, why, nowMs })
  return stored.ok ? ok(presentApproval(stored.value, nowMs)) : stored
}

export const listApprovals: Act<StaffContext, 'staff.approvals'> = async (
  { approvals, clock, store },
  _,
  { memberId },
) => {
  const nowMs = clock()
  const allowed = staffFor('staff.approvals', await store.staff(memberId), nowMs)
  if (!allowed.ok) return allowed
  const { id, role, stationIds } = allowed.value
  const [open, own] = await Promise.all([
    role === 'attendant' ? [] : approvals.open(role === 'headquarters' ? null : stationIds),
    approvals.askedBy(id),
  ])
  const toSettle = open.filter(
    (approval) =>
      approval.askedBy.staffId !== id &&
      isPermitted(allowed.value, approval.stationId) &&
      stateAt(approval, nowMs).at === 'open',
  )
  return ok({
    toSettle: toSettle.map((approval) => presentApproval(approval, nowMs)),
    own: own.map((approval) => presentApproval(approval, nowMs)),
  })
}

export const decideApproval: Act<StaffContext, 'staff.decide'> = async (
  context,
  { approvalId: id, approve },
  { memberId },
) => {
  const at = await saveContext(context)
  const settled = await context.approvals.decide(memberId, { id, approve, at })
  return settled.ok ? ok(await carriedOut(context, settled.value)) : settled
}
