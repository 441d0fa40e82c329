import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import {
  type Approval,
  type ApprovalId,
  approve,
  type Approver,
  type AskRefusal,
  decline,
  type SettleRefusal,
} from '@palm/shared/order/verbs/approval'
import type { Order } from '@palm/shared/order/facts/order'
import type { StationId } from '@palm/shared/station/station'
import type { Database, Transaction } from '../database/session'
import { approvals } from '../documents/approvals'
import { orders } from '../documents/orders'
import { staff } from '../documents/staff'
import { presentApproval } from './approval-view'
import { type SaveContext, saveDecision, type UnknownOrder } from './order-change'
import type { PayingRuntime } from './paying-runtime'

export type AnySettleRefusal =
  { readonly code: 'approval/unknown' } | UnknownOrder | SettleRefusal | AskRefusal

export interface Settling {
  readonly id: ApprovalId
  readonly approve: boolean
  readonly at: SaveContext
}

export interface Settled {
  readonly approval: Approval
  readonly order: Order
}

const OPEN_MAX = 100

const unknown = refuse({ code: 'approval/unknown' })

/** Open requests at these stations, oldest first; at all of them for null. */
export const openApprovalsAt = (
  database: Database,
  stationIds: readonly StationId[] | null,
): Promise<Approval[]> =>
  database.find(approvals, {
    where: { 'state.at': 'open', ...(stationIds && { stationId: { in: stationIds } }) },
    orderBy: { field: 'askedAtMs', direction: 'asc' },
    limit: OPEN_MAX,
  })

/** Request, order and its member, atomically. */
export async function settle<Refusal extends { readonly code: string }>(
  transaction: Transaction,
  approver: Approver,
  { approve: isYes, at, id }: Settling,
  mayAnswer: (station: StationId) => Promise<Result<null, Refusal>>,
): Promise<Result<Settled, AnySettleRefusal | Refusal>> {
  const approval = await transaction.get(approvals, id)
  if (!approval) return unknown
  const may = await mayAnswer(approval.stationId)
  if (!may.ok) return may
  const order = await transaction.get(orders, approval.orderId)
  const asker = await transaction.get(staff, approval.askedBy.staffId)
  if (!order || !asker) return unknown
  if (!isYes) {
    const declined = decline(approval, order, { approver, nowMs: at.nowMs })
    if (!declined.ok) return declined
    if (declined.value !== approval) await transaction.put(approvals, declined.value)
    return ok({ approval: declined.value, order })
  }
  const approved = approve(approval, order, { approver, asker, nowMs: at.nowMs })
  if (!approved.ok) return approved
  if (approved.value.approval === approval) return ok({ approval, order })
  const saved = await saveDecision(transaction, order, approved.value, at)
  await transaction.put(approvals, approved.value.approval)
  return ok({ approval: approved.value.approval, order: saved })
}

/** Sends a reserved refund immediately; the timer retries failures. */
export async function carriedOut({ clock, payments }: PayingRuntime, { approval, order }: Settled) {
  if (approval.state.at === 'approved') await payments.orders.giveBack(order)
  return presentApproval(approval, clock())
}
