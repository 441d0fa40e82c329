import { z } from 'zod'
import type { AskRefusal, SettleRefusal } from '../../order/verbs/approval'
import { action } from '../action'
import { approvalId, stationId } from '../fields'
import type { ApprovalView } from '../staff'

type UnknownApproval = { readonly code: 'approval/unknown' }

export const approvalsActions = {
  'console.approvals': action<{ readonly approvals: readonly ApprovalView[] }>()({
    audience: 'operator',
    request: z.strictObject({ stationId: stationId.nullable() }),
  }),
  'console.settleApproval': action<ApprovalView, UnknownApproval | SettleRefusal | AskRefusal>()({
    audience: 'operator',
    request: z.strictObject({ approvalId, approve: z.boolean() }),
  }),
} as const
