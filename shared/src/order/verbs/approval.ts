import type { Fen } from '../../kernel/fen'
import { type Id, idLetters } from '../../kernel/id'
import { type EpochMs, HOUR_MS, later } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import type { MemberId } from '../../member/member'
import type { OnDuty } from '../../staff/duty'
import { isOwnOf, type ApproverId, type DutyId, type Staff, type StaffId } from '../../staff/staff'
import type { StationId } from '../../station/station'
import { backOnWordFen, barredFrom } from './act'
import { reverse, type ReverseRefusal } from './confirm'
import { correct, type CorrectRefusal } from './correct'
import { type Decision, unchanged } from '../facts/decision'
import type { Order, OrderId, RejectionReason } from '../facts/order'

export type ApprovalId = Id<'approval'>

/** An act beyond the attendant's limit. The order does not change until it is approved. */
export type Asked =
  | { readonly kind: 'reject'; readonly reason: RejectionReason }
  | { readonly kind: 'correct'; readonly dispensedFen: Fen }

export type AskReason = (typeof ASK_REASONS)[number]
export const ASK_REASONS = [
  'wrong-amount',
  'wrong-nozzle',
  'no-fuel',
  'paid-otherwise',
  'other',
] as const

export interface Why {
  readonly reason: AskReason
  /** In the attendant's own words; empty where the reason says all. */
  readonly note: string
}

/** An attendant's request to a second person. There is one an order; it is kept when it is settled. */
export interface Approval {
  readonly id: ApprovalId
  readonly orderId: OrderId
  readonly stationId: StationId
  readonly tail: string
  readonly nozzleNumber: number
  readonly asked: Asked
  /** Refund to the driver, at the pump price. */
  readonly backFen: Fen
  readonly why: Why
  readonly askedBy: { readonly staffId: StaffId; readonly name: string; readonly dutyId: DutyId }
  readonly askedAtMs: EpochMs
  readonly answerByMs: EpochMs
  readonly state: ApprovalState
}

export type ApprovalState =
  | { readonly at: 'open' }
  | { readonly at: 'approved' | 'declined'; readonly by: ApproverId; readonly atMs: EpochMs }
  /** Nobody answered in time: it has become a case. */
  | { readonly at: 'expired'; readonly atMs: EpochMs }

/** The manager of a station looks at least once a day. */
export const ANSWER_WITHIN_MS = 24 * HOUR_MS

export const approvalIdOf = (order: OrderId): ApprovalId => `approval:${idLetters(order)}`

export type AskRefusal = ReverseRefusal | CorrectRefusal

export interface Ask {
  readonly by: OnDuty
  readonly asked: Asked
  readonly why: Why
  readonly nowMs: EpochMs
}

/** Asks once; as long as it is open, asking again finds the first request as it was. */
export function ask(
  order: Order,
  known: Approval | null,
  command: Ask,
): Result<Approval, AskRefusal> {
  const { asked, by, nowMs, why } = command
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  if (known && stateAt(known, nowMs).at === 'open') return ok(known)
  const tried = act(order, asked, by, ANYBODY, nowMs)
  if (!tried.ok) return tried
  return ok({
    id: approvalIdOf(order.id),
    orderId: order.id,
    stationId: order.stationId,
    tail: order.tail,
    nozzleNumber: order.fuel.nozzleNumber,
    asked,
    backFen: backOnWordFen(order, tried.value.order),
    why,
    askedBy: { staffId: by.staff.id, name: by.staff.name, dutyId: by.duty.id },
    askedAtMs: nowMs,
    answerByMs: later(nowMs, ANSWER_WITHIN_MS),
    state: { at: 'open' },
  })
}

export interface Approver {
  readonly id: ApproverId
  /** Null for an operator, whom no wallet knows. */
  readonly memberId: MemberId | null
  readonly otherMemberIds?: readonly MemberId[] | undefined
}

export type SettleRefusal =
  /** Somebody has answered, or the time for it is over. */
  | { readonly code: 'approval/settled'; readonly at: ApprovalState['at'] }
  /** Two persons are needed: not the one who asked or confirmed, nor the driver. */
  | { readonly code: 'approval/same-person' }

/**
 * A second person agrees: the act happens as it was asked, in the name of both. The same answer once
 * more, by a person who did not hear that it had arrived, finds it as it was.
 */
export function approve(
  approval: Approval,
  order: Order,
  { approver, asker, nowMs }: { approver: Approver; asker: Staff; nowMs: EpochMs },
): Result<Decision & { readonly approval: Approval }, SettleRefusal | AskRefusal> {
  if (isAnswered(approval, 'approved', approver)) {
    return ok({ ...unchanged(order), approval })
  }
  const unable = unableToSettle(approval, order, approver, nowMs)
  if (unable) return refuse(unable)
  const by = { staff: asker, duty: dutyOf(approval) }
  const acted = act(order, approval.asked, by, approver.id, nowMs)
  if (!acted.ok) return acted
  return ok({ ...acted.value, approval: settled(approval, 'approved', approver, nowMs) })
}

export function decline(
  approval: Approval,
  order: Order,
  { approver, nowMs }: { approver: Approver; nowMs: EpochMs },
): Result<Approval, SettleRefusal> {
  if (isAnswered(approval, 'declined', approver)) return ok(approval)
  const unable = unableToSettle(approval, order, approver, nowMs)
  return unable ? refuse(unable) : ok(settled(approval, 'declined', approver, nowMs))
}

/** Current state: an open request past its deadline has expired, whether that was stored or not. */
export const stateAt = ({ answerByMs, state }: Approval, nowMs: EpochMs): ApprovalState =>
  state.at === 'open' && nowMs >= answerByMs ? { at: 'expired', atMs: answerByMs } : state

export const expired = (approval: Approval, nowMs: EpochMs): Approval => ({
  ...approval,
  state: stateAt(approval, nowMs),
})

/** Stands for the second person while it is tried whether the act is possible at all. */
const ANYBODY: ApproverId = 'staff:anybody'

function act(
  order: Order,
  asked: Asked,
  by: OnDuty,
  approvedBy: ApproverId,
  nowMs: EpochMs,
): Result<Decision, AskRefusal> {
  return asked.kind === 'reject'
    ? reverse(order, { by, reason: asked.reason, approvedBy, nowMs })
    : correct(order, { by, dispensedFen: asked.dispensedFen, approvedBy, nowMs })
}

function unableToSettle(
  approval: Approval,
  order: Order,
  { id, memberId, otherMemberIds }: Approver,
  nowMs: EpochMs,
): SettleRefusal | null {
  const { at } = stateAt(approval, nowMs)
  if (at !== 'open') return { code: 'approval/settled', at }
  const { state } = order
  const confirmedBy = state.status === 'confirmed' ? state.confirmation.staffId : null
  const isOther =
    id !== approval.askedBy.staffId &&
    id !== confirmedBy &&
    !(memberId && isOwnOf({ memberId, otherMemberIds }, order.memberId))
  return isOther ? null : { code: 'approval/same-person' }
}

const isAnswered = ({ state }: Approval, at: 'approved' | 'declined', { id }: Approver): boolean =>
  state.at === at && state.by === id

const settled = (
  approval: Approval,
  at: 'approved' | 'declined',
  { id }: Approver,
  atMs: EpochMs,
): Approval => ({ ...approval, state: { at, by: id, atMs } })

/** The duty in which it was asked, as far as an act on an order looks at one. */
const dutyOf = ({ askedAtMs, askedBy, stationId }: Approval): OnDuty['duty'] => ({
  id: askedBy.dutyId,
  stationId,
  startedAtMs: askedAtMs,
})
