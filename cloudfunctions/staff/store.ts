import { assert } from '@palm/shared/kernel/assert'
import { fen } from '@palm/shared/kernel/fen'
import { type EpochMs, later, MINUTE_MS, startOfBusinessDay } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { idsOf } from '@palm/shared/member/merge/wallets'
import type { Decision } from '@palm/shared/order/facts/decision'
import { staffAfter } from '@palm/shared/order/verbs/given-back'
import type { Order, OrderId, OrderStatus } from '@palm/shared/order/facts/order'
import { dutyAt, type OnDuty } from '@palm/shared/staff/duty'
import { join, type JoinRefusal } from '@palm/shared/staff/join'
import {
  type StaffActionName,
  staffFor,
  type StaffRefusal,
} from '@palm/shared/staff/policy/staff-permit'
import type {
  DayConfirmations,
  Duty,
  DutyTotals,
  Invitation,
  Staff,
  StaffId,
} from '@palm/shared/staff/staff'
import type { Station, StationId } from '@palm/shared/station/station'
import type { Database, Where } from '../database/session'
import { orders } from '../documents/orders'
import { currentMember } from '../documents/member/members'
import { invitations, staff } from '../documents/staff'
import { stations } from '../documents/stations'
import { staffIdOf } from '../edge/identity/member-id'
import { type SaveContext, saveAlone, saveDecision, type UnknownOrder } from '../flows/order-change'

export interface StaffStore {
  staff(member: MemberId): Promise<Staff | null>
  station(id: StationId): Promise<Station | null>
  order(id: OrderId): Promise<Order | null>
  /** Waiting orders, placed at or after an instant, oldest first. */
  waitingAt(id: StationId, fromMs: EpochMs | null, limit: number): Promise<Order[]>
  /** Completed orders, newest first. */
  endedAt(id: StationId, limit: number): Promise<Order[]>
  byTail(id: StationId, tail: string, fromMs: EpochMs): Promise<Order[]>
  /** Of the orders that were confirmed in a duty: one search, as long as a duty at most. */
  totalsOf(id: StaffId, duty: Duty): Promise<DutyTotals>
  /** Of a person, on the day of an instant. */
  confirmationsOn(id: StaffId, nowMs: EpochMs): Promise<DayConfirmations>
  /** Changes the member's own staff document, if the policy permits the act. */
  change<Refusal extends { readonly code: string }>(
    action: StaffActionName,
    member: MemberId,
    nowMs: EpochMs,
    decide: (staff: Staff) => Result<Staff, Refusal>,
  ): Promise<Result<Staff, Refusal | StaffRefusal>>
  /**
   * Acts on an order, with the permission that the person has in this call. In one conditional
   * write if nothing else changes, otherwise in one transaction.
   */
  act<Refusal extends { readonly code: string }>(
    action: StaffActionName,
    acting: Acting,
    at: SaveContext,
    decide: DecideAct<Refusal>,
  ): Promise<Result<Order, Refusal | StaffRefusal | UnknownOrder>>
  join(id: Invitation['id'], member: MemberId, nowMs: EpochMs): Promise<Result<Staff, JoinRefusal>>
}

export interface Acting {
  readonly member: MemberId
  readonly orderId: OrderId
  /** Whether other documents are known to change too: then the act is a transaction at once. */
  readonly isTogether: boolean
}

type DecideAct<Refusal extends { readonly code: string }> = (
  order: Order,
  by: OnDuty,
) => Result<Decision, Refusal>

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
    totalsOf: (id, duty) => totalsOf(database, id, duty),
    confirmationsOn: (id, nowMs) => confirmationsOn(database, id, nowMs),
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

  async act(action, acting, at, decide) {
    if (acting.isTogether) return actTogether(database, action, acting, at, decide, null)
    const { member, orderId } = acting
    const [known, order] = await Promise.all([
      database.get(staff, staffIdOf(member)),
      database.get(orders, orderId),
    ])
    const by = onDuty(action, known, at.nowMs)
    if (!by.ok) return by
    if (!order) return refuse({ code: 'order/unknown' })
    const decision = decide(order, by.value)
    if (!decision.ok) return decision
    const { staff: person } = by.value
    const acted = { nowMs: at.nowMs, approved: false }
    const isCounted = staffAfter(person, order, decision.value.order, acted) !== person
    const alone = isCounted ? null : await saveAlone(database, order, decision.value, at)
    if (alone) return ok(alone)
    return actTogether(database, action, acting, at, decide, isCounted ? null : by.value)
  },
})

/**
 * Order, member and the person's count of refunds, atomically.
 *
 * @param checked the person, if this call has read them before and their count does not change
 */
const actTogether = <Refusal extends { readonly code: string }>(
  database: Database,
  action: StaffActionName,
  { member, orderId }: Acting,
  at: SaveContext,
  decide: DecideAct<Refusal>,
  checked: OnDuty | null,
): Promise<Result<Order, Refusal | StaffRefusal | UnknownOrder>> =>
  database.transaction(async (transaction) => {
    const by = checked
      ? ok(checked)
      : onDuty(action, await transaction.get(staff, staffIdOf(member)), at.nowMs)
    if (!by.ok) return by
    const order = await transaction.get(orders, orderId)
    if (!order) return refuse({ code: 'order/unknown' })
    const decision = decide(order, by.value)
    if (!decision.ok) return decision
    const saved = await saveDecision(transaction, order, decision.value, at)
    const after = staffAfter(by.value.staff, order, saved, { nowMs: at.nowMs, approved: false })
    if (after === by.value.staff) return ok(saved)
    assert(!checked, 'a count is written as it was read in the transaction', orderId)
    await transaction.put(staff, after)
    return ok(saved)
  })

const joining = (database: Database): Pick<StaffStore, 'join'> => ({
  join: (id, memberId, nowMs) =>
    database.transaction(async (transaction) => {
      const staffId = staffIdOf(memberId)
      const invitation = await transaction.get(invitations, id)
      const known = await transaction.get(staff, staffId)
      const driver = await currentMember(transaction, memberId)
      const otherMemberIds = driver && idsOf(driver).filter((one) => one !== memberId)
      const own = otherMemberIds?.length ? { memberId, otherMemberIds } : { memberId }
      const joined = join(invitation, { staffId, ...own, known, nowMs })
      if (!joined.ok) return joined
      if (joined.value.invitation === invitation) return ok(joined.value.staff)
      await transaction.put(staff, joined.value.staff)
      await transaction.put(invitations, joined.value.invitation)
      return ok(joined.value.staff)
    }),
})

/** Clocks of instances differ by less; the orders name their duty. */
const CLOCKS_APART_MS = MINUTE_MS

async function totalsOf(database: Database, id: StaffId, duty: Duty): Promise<DutyTotals> {
  const fromMs = later(duty.startedAtMs, -CLOCKS_APART_MS)
  const [found] = await database.groups(orders, {
    where: { ...confirmedBy(id, fromMs), 'state.confirmation.dutyId': duty.id },
    by: 'state.confirmation.dutyId',
    sum: 'state.confirmation.dispensedFen',
  })
  return { confirmedCount: found?.count ?? 0, confirmedFen: fen(found?.sum ?? 0) }
}

async function confirmationsOn(
  database: Database,
  id: StaffId,
  nowMs: EpochMs,
): Promise<DayConfirmations> {
  const found = await database.groups(orders, {
    where: confirmedBy(id, startOfBusinessDay(nowMs)),
    by: 'state.confirmation.proof',
    sum: 'state.confirmation.dispensedFen',
  })
  const unproven = found.find(({ value }) => value === 'none')
  return {
    confirmedCount: found.reduce((sum, { count }) => sum + count, 0),
    unprovenCount: unproven?.count ?? 0,
  }
}

const confirmedBy = (id: StaffId, fromMs: EpochMs): Where => ({
  'state.confirmation.staffId': id,
  'state.confirmation.confirmedAtMs': { atLeast: fromMs },
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
