import { z } from 'zod'
import {
  ASK_REASONS,
  type ApprovalId,
  type ApprovalState,
  type Asked,
  type AskReason,
  type AskRefusal,
  type SettleRefusal,
  type Why,
} from '../order/approval'
import type { ConfirmRefusal, ReverseRefusal } from '../order/confirm'
import type { CorrectRefusal } from '../order/correct'
import { type OrderId, REJECTION_REASONS, UNPROVEN_REASONS } from '../order/order'
import type { PreviewRefusal } from '../order/preview'
import type { HourKey, KeyHour } from '../passphrase/key'
import type { DutyStartRefusal } from '../staff/duty'
import type { JoinRefusal } from '../staff/join'
import type { StaffRefusal } from '../staff/policy'
import { type DutyId, type Role, ROLES, type StaffId } from '../staff/staff'
import type { SaleWay, StationId } from '../station/station'
import { action } from './action'
import {
  approvalId,
  digits,
  dispensedFen,
  dutyId,
  instant,
  orderId,
  staffId,
  stationId,
} from './fields'

export interface StaffView {
  readonly name: string
  readonly role: Role
  readonly stations: readonly { readonly stationId: StationId; readonly name: string }[]
  readonly duty: DutyView | null
}

/** What an attendant's phone keeps while they are at work, so that it can verify with no network. */
export interface DutyView {
  readonly dutyId: DutyId
  readonly stationId: StationId
  readonly stationName: string
  readonly startedAtMs: number
  /** By then it is over, whoever forgot to end it. */
  readonly endsAtMs: number
  /** One for each hour until then: they end with the duty. */
  readonly hourKeys: readonly { readonly hour: KeyHour; readonly key: HourKey }[]
}

/** What an attendant sees of an order: nothing about who the driver is. */
export interface StaffOrderView {
  readonly orderId: OrderId
  readonly tail: string
  readonly status: 'paid' | 'confirmed' | 'refunding' | 'refunded'
  readonly way: SaleWay
  readonly nozzleNumber: number
  readonly gradeName: string
  readonly amountFen: number
  /** What the order comes to for the driver now, after his benefits. */
  readonly payableFen: number
  readonly volumeMl: number
  readonly paidAtMs: number
  readonly dispensedFen: number | null
  readonly confirmedAtMs: number | null
}

export interface QueueReply {
  /** Paid and waiting, the oldest first: one page. */
  readonly waiting: readonly StaffOrderView[]
  /** Pass it as `afterMs` for the ones that were placed later; null at the end. */
  readonly nextAfterMs: number | null
  /** What became of the last ones, the newest first; null when it was not asked for. */
  readonly recent: readonly StaffOrderView[] | null
  readonly totals: { readonly confirmedCount: number; readonly confirmedFen: number }
}

/** An attendant's request to a second person, as both see it. */
export interface ApprovalView {
  readonly approvalId: ApprovalId
  readonly orderId: OrderId
  readonly stationId: StationId
  readonly tail: string
  readonly nozzleNumber: number
  readonly kind: Asked['kind']
  /** What the attendant says went into the tank; 0 for an order that is to be rejected. */
  readonly dispensedFen: number
  readonly backFen: number
  readonly reason: AskReason
  readonly note: string
  readonly askedBy: string
  readonly askedAtMs: number
  readonly answerByMs: number
  readonly at: ApprovalState['at']
}

/** Somebody of the staff, as the operator's office sees them. */
export interface EmployeeView {
  readonly staffId: StaffId
  readonly name: string
  readonly role: Role
  readonly stationIds: readonly StationId[]
  readonly status: 'active' | 'left'
  readonly duty: { readonly stationId: StationId; readonly startedAtMs: number } | null
}

const note = z.string().trim().max(60)

const why = z.strictObject({ reason: z.enum(ASK_REASONS), note }) satisfies z.ZodType<Why>

const asked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reject'), reason: z.enum(REJECTION_REASONS) }),
  z.strictObject({ kind: z.literal('correct'), dispensedFen }),
]) satisfies z.ZodType<Asked>

/** How the attendant knew the driver, and when: a confirmation made offline arrives later. */
const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('digits'), digits, atMs: instant }),
  z.strictObject({ kind: z.literal('scan'), digits, atMs: instant }),
  z.strictObject({
    kind: z.literal('none'),
    why: z.strictObject({ reason: z.enum(UNPROVEN_REASONS), note }),
  }),
])

/** What an order would come to with another amount in the tank. Nothing is changed by asking. */
export interface SettlementPreview {
  readonly payableFen: number
  /** What would go back to the driver. */
  readonly backFen: number
  /** Coupons that they would have back. */
  readonly couponsBack: number
}

type UnknownApproval = { readonly code: 'approval/unknown' }
type UnknownStaff = { readonly code: 'staff/unknown' }

const employee = z.strictObject({ staffId })

export const staffActions = {
  /** A member becomes staff by the code that their employer gave them. */
  'staff.join': action<StaffView, JoinRefusal>()({
    audience: 'member',
    request: z.strictObject({ code: z.string().regex(/^[0-9A-Z]{12}$/) }),
  }),
  'staff.me': action<StaffView>()({ audience: 'staff', request: z.strictObject({}) }),
  'staff.startDuty': action<
    DutyView,
    StaffRefusal | DutyStartRefusal | { readonly code: 'station/unknown' }
  >()({
    audience: 'staff',
    request: z.strictObject({ dutyId, stationId }),
  }),
  'staff.endDuty': action<StaffView>()({ audience: 'staff', request: z.strictObject({}) }),
  /** Asked for every few seconds, so it reads no more than it must. */
  'staff.queue': action<QueueReply, StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ withRecent: z.boolean(), afterMs: instant.nullable() }),
  }),
  /** One order without the list: by what the driver says, or by the code that they show. */
  'staff.find': action<{ readonly found: readonly StaffOrderView[] }, StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({
      by: z.union([
        z.strictObject({
          tail: z.string().regex(/^[0-9A-Z]{4}$/),
          nozzleNumber: z.int().positive().nullable(),
        }),
        z.strictObject({ orderId }),
      ]),
    }),
  }),
  /** Both figures before confirming: what the order comes to, and what goes back (domain facts A.11). */
  'staff.preview': action<SettlementPreview, PreviewRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen }),
  }),
  /** The fuel has flowed, or may flow: confirms what was dispensed and gives the rest back. */
  'staff.confirm': action<StaffOrderView, ConfirmRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen, proof }),
  }),
  /** A wrong figure was confirmed; the difference goes back. */
  'staff.correct': action<StaffOrderView, CorrectRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen }),
  }),
  /** No fuel for this order: all of it goes back. */
  'staff.reject': action<StaffOrderView, ReverseRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, reason: z.enum(REJECTION_REASONS) }),
  }),
  /** Asks a manager for what one person may not do alone. Asking again finds the same request. */
  'staff.ask': action<ApprovalView, AskRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, asked, why }),
  }),
  /** Requests that wait: those that this person may answer, and those that they have made. */
  'staff.approvals': action<
    { readonly toSettle: readonly ApprovalView[]; readonly own: readonly ApprovalView[] },
    StaffRefusal
  >()({ audience: 'staff', request: z.strictObject({}) }),
  /** The second person says yes or no. */
  'staff.decide': action<
    ApprovalView,
    UnknownApproval | SettleRefusal | AskRefusal | StaffRefusal
  >()({
    audience: 'staff',
    request: z.strictObject({ approvalId, approve: z.boolean() }),
  }),
  /** An operator invites somebody to work for them; the code is shown once. */
  'staff.invite': action<
    { readonly code: string; readonly expiresAtMs: number },
    { readonly code: 'station/unknown' }
  >()({
    audience: 'operator',
    request: z.strictObject({
      name: z.string().trim().min(1).max(20),
      role: z.enum(ROLES),
      stationIds: z.array(stationId).max(100),
    }),
  }),
  'staff.list': action<{ readonly staff: readonly EmployeeView[] }>()({
    audience: 'operator',
    request: z.strictObject({ stationId: stationId.nullable() }),
  }),
  /** Ends duty, keys and access with the next call; only a fresh invitation brings them back. */
  'staff.remove': action<EmployeeView, UnknownStaff>()({ audience: 'operator', request: employee }),
  'staff.changeRole': action<EmployeeView, UnknownStaff>()({
    audience: 'operator',
    request: employee.extend({ role: z.enum(ROLES) }),
  }),
  'staff.changeStations': action<
    EmployeeView,
    UnknownStaff | { readonly code: 'station/unknown' }
  >()({
    audience: 'operator',
    request: employee.extend({ stationIds: z.array(stationId).max(100) }),
  }),
  'staff.endDutyOf': action<EmployeeView, UnknownStaff>()({
    audience: 'operator',
    request: employee,
  }),
  'staff.openApprovals': action<{ readonly approvals: readonly ApprovalView[] }>()({
    audience: 'operator',
    request: z.strictObject({ stationId: stationId.nullable() }),
  }),
  'staff.settleApproval': action<ApprovalView, UnknownApproval | SettleRefusal | AskRefusal>()({
    audience: 'operator',
    request: z.strictObject({ approvalId, approve: z.boolean() }),
  }),
} as const
