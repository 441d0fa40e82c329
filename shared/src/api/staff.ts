import { z } from 'zod'
import type { BusinessDay } from '../kernel/instant'
import type { ConfirmRefusal, DutyRefusal, ReverseRefusal } from '../order/confirm'
import type { CorrectRefusal } from '../order/correct'
import type { PreviewRefusal } from '../order/preview'
import type { OrderId, ReversalReason } from '../order/order'
import type { DayKey } from '../passphrase/key'
import type { DutyStartRefusal, JoinRefusal } from '../staff/duty'
import { type DutyId, type Role, ROLES } from '../staff/staff'
import type { SaleWay, StationId } from '../station/station'
import { action } from './action'
import { digits, dispensedFen, dutyId, instant, orderId, stationId } from './fields'

export interface StaffView {
  readonly name: string
  readonly role: Role
  readonly stations: readonly { readonly stationId: StationId; readonly name: string }[]
  readonly duty: DutyView | null
}

/** What an attendant's phone keeps while he is at work, so that it can verify with no network. */
export interface DutyView {
  readonly dutyId: DutyId
  readonly stationId: StationId
  readonly stationName: string
  readonly startedAtMs: number
  /** Today's key and tomorrow's: a shift crosses midnight. */
  readonly dayKeys: readonly { readonly day: BusinessDay; readonly key: DayKey }[]
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
  /** Paid and waiting, the oldest first. */
  readonly waiting: readonly StaffOrderView[]
  /** What became of the last ones, the newest first; null when it was not asked for. */
  readonly recent: readonly StaffOrderView[] | null
  readonly totals: { readonly confirmedCount: number; readonly confirmedFen: number }
}

const REVERSAL_REASONS = [
  'no-fuel',
  'driver-left',
  'wrong-order',
] as const satisfies ReversalReason[]

/** How the attendant knew the driver, and when: a confirmation made offline arrives later. */
const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('digits'), digits, atMs: instant }),
  z.strictObject({ kind: z.literal('scan'), digits, atMs: instant }),
  z.strictObject({ kind: z.literal('none') }),
])

/** What an order would come to with another amount in the tank. Nothing is changed by asking. */
export interface SettlementPreview {
  readonly payableFen: number
  /** What would go back to the driver. */
  readonly backFen: number
  /** Coupons that he would have back. */
  readonly couponsBack: number
}

export const staffActions = {
  /** A member becomes staff by the code that his employer gave him. */
  'staff.join': action<StaffView, JoinRefusal>()({
    audience: 'member',
    request: z.strictObject({ code: z.string().regex(/^[0-9A-Z]{8}$/) }),
  }),
  'staff.me': action<StaffView>()({ audience: 'staff', request: z.strictObject({}) }),
  'staff.startDuty': action<DutyView, DutyStartRefusal | { readonly code: 'station/unknown' }>()({
    audience: 'staff',
    request: z.strictObject({ dutyId, stationId }),
  }),
  'staff.endDuty': action<StaffView>()({ audience: 'staff', request: z.strictObject({}) }),
  /** Asked for every few seconds, so it reads no more than it must. */
  'staff.queue': action<QueueReply, DutyRefusal>()({
    audience: 'staff',
    request: z.strictObject({ withRecent: z.boolean() }),
  }),
  /** Both figures before confirming: what the order comes to, and what goes back (domain facts A.11). */
  'staff.preview': action<SettlementPreview, PreviewRefusal | DutyRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen }),
  }),
  /** The fuel has flowed, or may flow: confirms what was dispensed and gives the rest back. */
  'staff.confirm': action<StaffOrderView, ConfirmRefusal | DutyRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen, proof }),
  }),
  /** A wrong figure was confirmed; the difference goes back. */
  'staff.correct': action<StaffOrderView, CorrectRefusal | DutyRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, dispensedFen }),
  }),
  /** No fuel for this order: all of it goes back. */
  'staff.reject': action<StaffOrderView, ReverseRefusal | DutyRefusal>()({
    audience: 'staff',
    request: z.strictObject({ orderId, reason: z.enum(REVERSAL_REASONS) }),
  }),
  /** An operator invites somebody to work for him; the code is shown once. */
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
} as const
