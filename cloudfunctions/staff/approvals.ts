import { ok } from '@palm/shared/kernel/result'
import { stateAt } from '@palm/shared/order/verbs/approval'
import { runsStation } from '@palm/shared/staff/duty'
import { staffFor } from '@palm/shared/staff/policy'
import type { Act } from '../edge/serve'
import type { Settled } from './approval-store'
import type { StaffContext } from './context'
import { presentApproval } from './present'
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
      runsStation(allowed.value, approval.stationId) &&
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

export const openApprovals: Act<StaffContext, 'staff.openApprovals'> = async (
  { approvals, clock },
  { stationId },
) => {
  const nowMs = clock()
  const open = await approvals.open(stationId === null ? null : [stationId])
  return ok({ approvals: open.map((approval) => presentApproval(approval, nowMs)) })
}

export const settleApproval: Act<StaffContext, 'staff.settleApproval'> = async (
  context,
  { approvalId: id, approve },
  { operatorId },
) => {
  const at = await saveContext(context)
  const approver = { id: operatorId, memberId: null }
  const settled = await context.approvals.settle(approver, { id, approve, at })
  return settled.ok ? ok(await carriedOut(context, settled.value)) : settled
}

/** Sends a reserved refund immediately; the timer retries failures. */
async function carriedOut({ clock, payments }: StaffContext, { approval, order }: Settled) {
  if (approval.state.at === 'approved') await payments.orders.giveBack(order)
  return presentApproval(approval, clock())
}
