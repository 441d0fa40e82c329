import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import {
  type Approval,
  type ApprovalId,
  approvalIdOf,
  approve,
  type Approver,
  ask,
  type Ask,
  type AskRefusal,
  decline,
  type SettleRefusal,
} from '@palm/shared/order/verbs/approval'
import type { Order, OrderId } from '@palm/shared/order/facts/order'
import { runsStation } from '@palm/shared/staff/duty'
import { staffFor, type StaffRefusal } from '@palm/shared/staff/policy'
import type { StaffId } from '@palm/shared/staff/staff'
import type { StationId } from '@palm/shared/station/station'
import type { Database, Transaction } from '../database/session'
import { approvals } from '../documents/approvals'
import { orders } from '../documents/orders'
import { staff } from '../documents/staff'
import { staffIdOf } from '../edge/identity/member-id'
import { type SaveContext, saveDecision, type UnknownOrder } from '../flows/order-change'
import { onDuty } from './store'

export type UnknownApproval = { readonly code: 'approval/unknown' }
type AnySettleRefusal = UnknownApproval | UnknownOrder | SettleRefusal | AskRefusal

export interface ApprovalStore {
  /** Open at these stations, oldest first; at all of them for null. */
  open(stationIds: readonly StationId[] | null): Promise<Approval[]>
  /** A person's last requests, newest first. */
  askedBy(id: StaffId): Promise<Approval[]>
  ask(
    member: MemberId,
    id: OrderId,
    asking: Omit<Ask, 'by'>,
  ): Promise<Result<Approval, AskRefusal | StaffRefusal | UnknownOrder>>
  /** A member of staff approves or declines; returns the order if it was changed. */
  decide(
    member: MemberId,
    settling: Settling,
  ): Promise<Result<Settled, AnySettleRefusal | StaffRefusal>>
  /** The operator's office approves or declines. */
  settle(approver: Approver, settling: Settling): Promise<Result<Settled, AnySettleRefusal>>
}

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
const ASKED_MAX = 20

const unknown = refuse({ code: 'approval/unknown' })

export function openApprovalStore(database: Database): ApprovalStore {
  return {
    open: (stationIds) =>
      database.find(approvals, {
        where: {
          'state.at': 'open',
          ...(stationIds && { stationId: { in: stationIds } }),
        },
        orderBy: { field: 'askedAtMs', direction: 'asc' },
        limit: OPEN_MAX,
      }),

    askedBy: (id) =>
      database.find(approvals, {
        where: { 'askedBy.staffId': id },
        orderBy: { field: 'askedAtMs', direction: 'desc' },
        limit: ASKED_MAX,
      }),

    ask: (member, id, asking) =>
      database.transaction(async (transaction) => {
        const person = await transaction.get(staff, staffIdOf(member))
        const by = onDuty('staff.ask', person, asking.nowMs)
        if (!by.ok) return by
        const order = await transaction.get(orders, id)
        if (!order) return refuse({ code: 'order/unknown' })
        const known = await transaction.get(approvals, approvalIdOf(id))
        const asked = ask(order, known, { ...asking, by: by.value })
        if (asked.ok && asked.value !== known) await transaction.put(approvals, asked.value)
        return asked
      }),

    decide: (member, settling) =>
      database.transaction(async (transaction) => {
        const person = await transaction.get(staff, staffIdOf(member))
        const allowed = staffFor('staff.decide', person, settling.at.nowMs)
        if (!allowed.ok) return allowed
        const { id, memberId } = allowed.value
        return settle(transaction, { id, memberId }, settling, (station) =>
          runsStation(allowed.value, station),
        )
      }),

    settle: (approver, settling) =>
      database.transaction((transaction) => settle(transaction, approver, settling, () => true)),
  }
}

/** Request, order and its member, atomically. */
async function settle(
  transaction: Transaction,
  approver: Approver,
  { approve: isYes, at, id }: Settling,
  runs: (station: StationId) => boolean,
): Promise<Result<Settled, AnySettleRefusal>> {
  const approval = await transaction.get(approvals, id)
  // Requests of other stations count as unknown.
  if (!approval || !runs(approval.stationId)) return unknown
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
