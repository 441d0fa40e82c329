import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { DutyRefusal, OnDuty } from '@palm/shared/order/confirm'
import type { Decision } from '@palm/shared/order/decision'
import { staffAfter } from '@palm/shared/order/duty-totals'
import type { Order, OrderId, OrderStatus } from '@palm/shared/order/order'
import { join, type JoinRefusal } from '@palm/shared/staff/duty'
import type { Invitation, Staff } from '@palm/shared/staff/staff'
import type { Station, StationId } from '@palm/shared/station/station'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Database } from '../kit/database/session'
import { orders } from '../kit/documents/orders'
import { invitations, staff } from '../kit/documents/staff'
import { stations } from '../kit/documents/stations'
import { staffIdOf } from '../kit/member-id'
import { type SaveContext, saveDecision, type UnknownOrder } from '../kit/order-change'

type NotStaff = { readonly code: 'staff/not-staff' }

export interface StaffStore {
  staff(member: MemberId): Promise<Staff | null>
  station(id: StationId): Promise<Station | null>
  order(id: OrderId): Promise<Order | null>
  ordersAt(id: StationId, statuses: readonly OrderStatus[], limit: number): Promise<Order[]>
  /** Changes the member's own staff document. */
  change<Refusal extends { readonly code: string }>(
    member: MemberId,
    decide: (staff: Staff) => Result<Staff, Refusal>,
  ): Promise<Result<Staff, Refusal | NotStaff>>
  /** Order, journal and duty in one transaction: who is no longer on duty confirms nothing. */
  act<Refusal extends { readonly code: string }>(
    member: MemberId,
    id: OrderId,
    at: SaveContext,
    decide: (order: Order, by: OnDuty) => Result<Decision, Refusal>,
  ): Promise<Result<Order, Refusal | DutyRefusal | UnknownOrder>>
  invite(invitation: Invitation): Promise<void>
  join(id: Invitation['id'], member: MemberId, nowMs: EpochMs): Promise<Result<Staff, JoinRefusal>>
}

export function openStaffStore(database: Database): StaffStore {
  return {
    staff: (member) => database.get(staff, staffIdOf(member)),
    station: (id) => database.get(stations, id),
    order: (id) => database.get(orders, id),
    ordersAt: (stationId, statuses, limit) =>
      database.find(orders, {
        where: { stationId, 'state.status': { in: statuses } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit,
      }),

    change: (member, decide) =>
      database.transaction(async (transaction) => {
        const before = await transaction.get(staff, staffIdOf(member))
        if (!before) return refuse({ code: 'staff/not-staff' })
        const after = decide(before)
        if (after.ok && after.value !== before) await transaction.put(staff, after.value)
        return after
      }),

    act: (member, id, at, decide) =>
      database.transaction(async (transaction) => {
        const by = onDuty(await transaction.get(staff, staffIdOf(member)))
        if (!by.ok) return by
        const order = await transaction.get(orders, id)
        if (!order) return refuse({ code: 'order/unknown' })
        const decision = decide(order, by.value)
        if (!decision.ok) return decision
        await saveDecision(transaction, order, decision.value, at)
        const after = staffAfter(by.value.staff, order, decision.value.order)
        if (after !== by.value.staff) await transaction.put(staff, after)
        return ok(decision.value.order)
      }),

    async invite(invitation) {
      await database.insert(invitations, invitation)
    },

    join: (id, memberId, nowMs) =>
      database.transaction(async (transaction) => {
        const invitation = await transaction.get(invitations, id)
        const joined = join(invitation, { staffId: staffIdOf(memberId), memberId, nowMs })
        if (!joined.ok) return joined
        const before = await transaction.get(staff, joined.value.staff.id)
        const after = { ...joined.value.staff, duty: before?.duty ?? null }
        await transaction.put(staff, after)
        await transaction.put(invitations, joined.value.invitation)
        return ok(after)
      }),
  }
}

/** At work, with the duty that is under way. */
export function onDuty(known: Staff | null): Result<OnDuty, DutyRefusal> {
  if (known?.status !== 'active') return refuse({ code: 'staff/not-staff' })
  if (!known.duty) return refuse({ code: 'staff/not-on-duty' })
  return ok({ staff: known, duty: known.duty })
}
