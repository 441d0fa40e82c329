import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { Decision } from '@palm/shared/order/facts/decision'
import { staffAfter } from '@palm/shared/order/verbs/duty-totals'
import type { Order, OrderId, OrderStatus } from '@palm/shared/order/facts/order'
import { dutyAt, type OnDuty } from '@palm/shared/staff/duty'
import { join, type JoinRefusal } from '@palm/shared/staff/join'
import {
  type StaffActionName,
  staffFor,
  type StaffRefusal,
} from '@palm/shared/staff/policy/staff-permit'
import type { Invitation, Staff } from '@palm/shared/staff/staff'
import type { Station, StationId } from '@palm/shared/station/station'
import type { Database } from '../database/session'
import { orders } from '../documents/orders'
import { invitations, staff } from '../documents/staff'
import { stations } from '../documents/stations'
import { staffIdOf } from '../edge/identity/member-id'
import { type SaveContext, saveDecision, type UnknownOrder } from '../flows/order-change'

export interface StaffStore {
  staff(member: MemberId): Promise<Staff | null>
  station(id: StationId): Promise<Station | null>
  order(id: OrderId): Promise<Order | null>
  /** Waiting orders, placed at or after an instant, oldest first. */
  waitingAt(id: StationId, fromMs: EpochMs | null, limit: number): Promise<Order[]>
  /** Completed orders, newest first. */
  endedAt(id: StationId, limit: number): Promise<Order[]>
  byTail(id: StationId, tail: string, fromMs: EpochMs): Promise<Order[]>
  /** Changes the member's own staff document, if the policy permits the act. */
  change<Refusal extends { readonly code: string }>(
    action: StaffActionName,
    member: MemberId,
    nowMs: EpochMs,
    decide: (staff: Staff) => Result<Staff, Refusal>,
  ): Promise<Result<Staff, Refusal | StaffRefusal>>
  /** Order, journal and duty in one transaction: a person without permission has no effect. */
  act<Refusal extends { readonly code: string }>(
    action: StaffActionName,
    acting: Acting,
    at: SaveContext,
    decide: (order: Order, by: OnDuty) => Result<Decision, Refusal>,
  ): Promise<Result<ActedOn, Refusal | StaffRefusal | UnknownOrder>>
  join(id: Invitation['id'], member: MemberId, nowMs: EpochMs): Promise<Result<Staff, JoinRefusal>>
}

export interface Acting {
  readonly member: MemberId
  readonly orderId: OrderId
}

/** An order after an act, and the acting person, after it. */
export interface ActedOn {
  readonly order: Order
  readonly staff: Staff
}

/**
 * More orders with one tail are not expected at a station within the days in which they can be
 * corrected.
 */
const SAME_TAIL_MAX = 20

const ENDED: readonly OrderStatus[] = ['confirmed', 'refunding', 'refunded']

export function openStaffStore(database: Database): StaffStore {
  return {
    staff: (member) => database.get(staff, staffIdOf(member)),
    station: (id) => database.get(stations, id),
    order: (id) => database.get(orders, id),
    waitingAt: (stationId, fromMs, limit) =>
      database.find(orders, {
        where: {
          stationId,
          'state.status': 'paid',
          ...(fromMs !== null && { createdAtMs: { atLeast: fromMs } }),
        },
        orderBy: { field: 'createdAtMs', direction: 'asc' },
        limit,
      }),
    endedAt: (stationId, limit) =>
      database.find(orders, {
        where: { stationId, 'state.status': { in: ENDED } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit,
      }),
    byTail: (stationId, tail, fromMs) =>
      database.find(orders, {
        where: { stationId, tail, createdAtMs: { atLeast: fromMs } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit: SAME_TAIL_MAX,
      }),
    ...changes(database),
    ...joining(database),
  }
}

const changes = (database: Database): Pick<StaffStore, 'act' | 'change'> => ({
  change: (action, member, nowMs, decide) =>
    database.transaction(async (transaction) => {
      const before = staffFor(action, await transaction.get(staff, staffIdOf(member)), nowMs)
      if (!before.ok) return before
      const after = decide(before.value)
      if (after.ok && after.value !== before.value) await transaction.put(staff, after.value)
      return after
    }),

  act: (action, { member, orderId }, at, decide) =>
    database.transaction(async (transaction) => {
      const known = await transaction.get(staff, staffIdOf(member))
      const by = onDuty(action, known, at.nowMs)
      if (!by.ok) return by
      const order = await transaction.get(orders, orderId)
      if (!order) return refuse({ code: 'order/unknown' })
      const decision = decide(order, by.value)
      if (!decision.ok) return decision
      const saved = await saveDecision(transaction, order, decision.value, at)
      const acted = { nowMs: at.nowMs, approved: false }
      const after = staffAfter(by.value.staff, order, saved, acted)
      if (after !== by.value.staff) await transaction.put(staff, after)
      return ok({ order: saved, staff: after })
    }),
})

const joining = (database: Database): Pick<StaffStore, 'join'> => ({
  join: (id, memberId, nowMs) =>
    database.transaction(async (transaction) => {
      const staffId = staffIdOf(memberId)
      const invitation = await transaction.get(invitations, id)
      const known = await transaction.get(staff, staffId)
      const joined = join(invitation, { staffId, memberId, known, nowMs })
      if (!joined.ok) return joined
      if (joined.value.invitation === invitation) return ok(joined.value.staff)
      await transaction.put(staff, joined.value.staff)
      await transaction.put(invitations, joined.value.invitation)
      return ok(joined.value.staff)
    }),
})

/** On duty with the current duty, as the action's policy line requires. */
export function onDuty(
  action: StaffActionName,
  known: Staff | null,
  nowMs: EpochMs,
): Result<OnDuty, StaffRefusal> {
  const allowed = staffFor(action, known, nowMs)
  if (!allowed.ok) return allowed
  const duty = dutyAt(allowed.value, nowMs)
  return duty ? ok({ staff: allowed.value, duty }) : refuse({ code: 'staff/not-on-duty' })
}
