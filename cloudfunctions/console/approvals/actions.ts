import { ok } from '@palm/shared/kernel/result'
import type { Act } from '../../edge/serve'
import { carriedOut, openApprovalsAt, settle } from '../../flows/approval-settling'
import { presentApproval } from '../../flows/approval-view'
import type { ConsoleContext } from '../context'
import { placesOf, stationsAsked } from '../places'

export const listApprovals: Act<ConsoleContext, 'console.approvals'> = async (
  { clock, database },
  { stationId },
  caller,
) => {
  const stationIds = await stationsAsked(database, caller, stationId)
  if (!stationIds.ok) return stationIds
  const open = await openApprovalsAt(database, stationIds.value)
  const nowMs = clock()
  return ok({ approvals: open.map((approval) => presentApproval(approval, nowMs)) })
}

export const settleApproval: Act<ConsoleContext, 'console.settleApproval'> = async (
  context,
  { approvalId: id, approve },
  caller,
) => {
  const { clock, database, operatorRules } = context
  const at = { rules: (await operatorRules()).loyaltyRules, nowMs: clock() }
  const approver = { id: caller.operatorId, memberId: null }
  const settled = await database.transaction((transaction) =>
    settle(transaction, approver, { id, approve, at }, async (stationId) =>
      caller.permit(await placesOf(transaction, [stationId])),
    ),
  )
  return settled.ok ? ok(await carriedOut(context, settled.value)) : settled
}
