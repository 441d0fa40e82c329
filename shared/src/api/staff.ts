import type { EpochMs } from '../kernel/instant'
import { z } from 'zod'
import type { Millilitre } from '../kernel/volume'
import type { Fen } from '../kernel/fen'
import {
  ASK_REASONS,
  type ApprovalId,
  type ApprovalState,
  type Asked,
  type AskReason,
  type AskRefusal,
  type SettleRefusal,
  type Why,
} from '../order/verbs/approval'
import type { ConfirmRefusal, ReverseRefusal } from '../order/verbs/confirm'
import type { CorrectRefusal } from '../order/verbs/correct'
import { type OrderId, REJECTION_REASONS, UNPROVEN_REASONS } from '../order/facts/order'
import { DECLINE_REASONS } from '../order/facts/service'
import type { AcceptRefusal } from '../order/verbs/accept'
import type { DeclineRefundRefusal } from '../order/verbs/ask-refund'
import type { PreviewRefusal } from '../order/price/preview'
import type { HourKey, KeyHour } from '../passphrase/key'
import type { DutyStartRefusal } from '../staff/duty'
import type { JoinRefusal } from '../staff/join'
import type { StaffRefusal } from '../staff/policy/staff-permit'
import type { StationRole } from '../staff/role'
import type { DutyId, DutyTotals } from '../staff/staff'
import type { SaleWay, StationId } from '../station/station'
import { action } from './action'
import { approvalId, digits, dispensedFen, dutyId, instant, orderId, stationId } from './fields'

export interface StaffView {
  readonly name: string
  readonly role: StationRole
  readonly stations: readonly { readonly stationId: StationId; readonly name: string }[]
  readonly duty: DutyView | null
}

/** Data on an attendant's phone while on duty, for verification without network. */
export interface DutyView {
  readonly dutyId: DutyId
  readonly stationId: StationId
  readonly stationName: string
  readonly startedAtMs: EpochMs
  /** The duty ends then at the latest. */
  readonly endsAtMs: EpochMs
  /** One per hour until the duty ends. */
  readonly hourKeys: readonly { readonly hour: KeyHour; readonly key: HourKey }[]
}

/** An order as an attendant sees it: without the driver's identity. */
export interface StaffOrderView {
  readonly orderId: OrderId
  readonly tail: string
  readonly status: 'paid' | 'confirmed' | 'refunding' | 'refunded'
  readonly way: SaleWay
  readonly nozzleNumber: number
  readonly gradeName: string
  /** As the driver gave it: helps to find the car, and proves nothing. */
  readonly plate: string | null
  readonly amountFen: Fen
  /** Amount payable by the driver now, after benefits. */
  readonly payableFen: Fen
  readonly volumeMl: Millilitre
  readonly paidAtMs: EpochMs
  readonly dispensedFen: Fen | null
  readonly confirmedAtMs: EpochMs | null
  /** The driver asks for the money back. */
  readonly refundRequest: { readonly askedAtMs: EpochMs; readonly isDeclined: boolean } | null
}

export interface QueueReply {
  /** Paid and waiting, oldest first: one page. */
  readonly waiting: readonly StaffOrderView[]
  /** Pass it as `afterMs` for orders placed later; null at the end. */
  readonly nextAfterMs: EpochMs | null
  /** Recently completed orders, newest first; null if not requested. */
  readonly recent: readonly StaffOrderView[] | null
  /** Totals of the caller's duty; null if not requested. */
  readonly totals: DutyTotals | null
}

/** An attendant's approval request, as both people see it. */
export interface ApprovalView {
  readonly approvalId: ApprovalId
  readonly orderId: OrderId
  readonly stationId: StationId
  readonly tail: string
  readonly nozzleNumber: number
  readonly kind: Asked['kind']
  /** Amount dispensed according to the attendant; 0 for an order that is to be rejected. */
  readonly dispensedFen: Fen
  readonly backFen: Fen
  readonly reason: AskReason
  readonly note: string
  readonly askedBy: string
  readonly askedAtMs: EpochMs
  readonly answerByMs: EpochMs
  readonly at: ApprovalState['at']
}

const note = z.string().trim().max(60)

const why = z.strictObject({ reason: z.enum(ASK_REASONS), note }) satisfies z.ZodType<Why>

const asked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reject'), reason: z.enum(REJECTION_REASONS) }),
  z.strictObject({ kind: z.literal('correct'), dispensedFen }),
]) satisfies z.ZodType<Asked>

/** Method and time of verification: an offline confirmation arrives later. */
const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('digits'), digits, atMs: instant }),
  z.strictObject({ kind: z.literal('scan'), digits, atMs: instant }),
  z.strictObject({
    kind: z.literal('none'),
    why: z.strictObject({ reason: z.enum(UNPROVEN_REASONS), note }),
  }),
])

/** Amounts of an order for another dispensed amount. Changes nothing. */
export interface TotalsPreview {
  readonly payableFen: Fen
  /** Amount that would be refunded to the driver. */
  readonly backFen: Fen
  /** Number of coupons that would be returned. */
  readonly couponsBack: number
}

type UnknownApproval = { readonly code: 'approval/unknown' }
export const staffActions = {
  /** A member becomes staff with the code from their employer. */
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
  /** Polled every few seconds, so it reads as little as possible. */
  'staff.queue': action<QueueReply, StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({
      withRecent: z.boolean(),
      /** Missing in requests of older clients, which need them in every reply. */
      withTotals: z.boolean().default(true),
      afterMs: instant.nullable(),
    }),
  }),
  /** Finds one order by its tail, or by the code shown on the driver's phone. */
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
  /** Both figures before confirming: the order's final amount and the refund. */
  'staff.preview': action<TotalsPreview, PreviewRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen }),
  }),
  /**
   * The passphrase of a preset is right, and the pump starts: from here on the driver cannot take the
   * money back alone.
   */
  'staff.accept': action<StaffOrderView, AcceptRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, proof }),
  }),
  /** The fuel has flowed, or may flow: confirms the dispensed amount and refunds the rest. */
  'staff.confirm': action<StaffOrderView, ConfirmRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen, proof }),
  }),
  /** Corrects a wrongly confirmed figure; the difference is refunded. */
  'staff.correct': action<StaffOrderView, CorrectRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen }),
  }),
  /** No fuel was delivered: the whole order is refunded. */
  'staff.reject': action<StaffOrderView, ReverseRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, reason: z.enum(REJECTION_REASONS) }),
  }),
  /** Says no to a driver who asks for the money back, with a reason that they read. */
  'staff.declineRefund': action<StaffOrderView, DeclineRefundRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, reason: z.enum(DECLINE_REASONS), note }),
  }),
  /**
   * Asks a manager to approve an act beyond the attendant's limit. Asking again returns the same
   * request.
   */
  'staff.ask': action<ApprovalView, AskRefusal | StaffRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, asked, why }),
  }),
  /** Pending requests: those that this person may answer, and their own. */
  'staff.approvals': action<
    { readonly toSettle: readonly ApprovalView[]; readonly own: readonly ApprovalView[] },
    StaffRefusal
  >()({ audience: 'staff', request: z.strictObject({}) }),
  /** Approves or declines a request. */
  'staff.decide': action<
    ApprovalView,
    UnknownApproval | SettleRefusal | AskRefusal | StaffRefusal
  >()({
    audience: 'staff',
    request: z.strictObject({ approvalId, approve: z.boolean() }),
  }),
} as const
