import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import {
  type Approval,
  approvalIdOf,
  ask,
  type Ask,
  type AskRefusal,
} from '@palm/shared/order/verbs/approval'
import type { OrderId } from '@palm/shared/order/facts/order'
import { permit } from '@palm/shared/staff/policy/permit'
import { personOf, staffFor, type StaffRefusal } from '@palm/shared/staff/policy/staff-permit'
import type { Staff, StaffId } from '@palm/shared/staff/staff'
import type { StationId } from '@palm/shared/station/station'
import type { Database } from '../database/session'
import { approvals } from '../documents/approvals'
import { orders } from '../documents/orders'
import { staff } from '../documents/staff'
import { staffIdOf } from '../edge/identity/member-id'
import {
  type AnySettleRefusal,
  openApprovalsAt,
  settle,
  type Settled,
  type Settling,
} from '../flows/approval-settling'
import type { UnknownOrder } from '../flows/order-change'
import { onDuty } from './store'

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
}

const ASKED_MAX = 20

const unknown = refuse({ code: 'approval/unknown' })

export function openApprovalStore(database: Database): ApprovalStore {
  return {
    open: (stationIds) => openApprovalsAt(database, stationIds),

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
        const { id, memberId, otherMemberIds } = allowed.value
        // Requests of other stations count as unknown.
        return settle(transaction, { id, memberId, otherMemberIds }, settling, async (stationId) =>
          isPermitted(allowed.value, stationId) ? ok(null) : unknown,
        )
      }),
  }
}

/** Whether they run the station. Staff have no regions. */
export const isPermitted = (person: Staff, stationId: StationId): boolean =>
  permit(personOf(person), 'staff.decide', [{ stationId, region: null }]).ok
