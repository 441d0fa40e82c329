import type { Fen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { FenPerLitre, Millilitre } from '../kernel/volume'
import type { MemberId } from '../member/member'
import type { Channel, RefundId } from '../payment/fact'
import { outstandingOf, type ReservedRefund } from '../payment/refund'
import type { ApproverId, DutyId, StaffId } from '../staff/staff'
import type { GradeId } from '../station/grade'
import type { Earned } from './earned'
import type { Quote } from './quote'
import type { Settlement } from './settle'
import type { Tenders } from './tender'
import type { NozzleId, PriceVersionId, SaleWay, StationId } from '../station/station'

/** Made by the driver's phone before the first call and kept, so that a second tap is the same order. */
export type OrderId = Id<'order'>

/**
 * Facts of an order from its placement on. Prices are copied: later versions change nothing here.
 */
export interface OrderFacts {
  readonly id: OrderId
  /** 订单尾号: four letters that people say to each other, chosen by the server. */
  readonly tail: string
  readonly memberId: MemberId
  readonly channel: Channel
  /** The payer's id at the channel; a payment by another payer is not a payment of this order. */
  readonly payerId: string
  readonly way: SaleWay
  readonly stationId: StationId
  readonly stationName: string
  readonly payeeName: string
  readonly fuel: Fuel
  /** 枪显金额: what the pump shows (fuel first) or is preset to (pay first). */
  readonly amountFen: Fen
  /** Which benefits make the price. */
  readonly quote: Quote
  /** Sum of all tenders: points, stored value, and the wallet. */
  readonly payableFen: Fen
  /** 积分抵现、电子账户: what pays beside the wallet. */
  readonly tenders: Tenders
  readonly createdAtMs: EpochMs
  readonly payByMs: EpochMs
}

/** Which fuel, from which nozzle, at which pump price. */
export interface Fuel {
  readonly nozzleId: NozzleId
  readonly nozzleNumber: number
  readonly gradeId: GradeId
  readonly gradeName: string
  readonly pumpPrice: FenPerLitre
  readonly priceVersionId: PriceVersionId
  /** Derived from amount and pump price. */
  readonly volumeMl: Millilitre
}

export type CloseReason = 'timeout' | 'cancelled'

/** An order: what it said when it was placed, and where it stands. */
export interface Order extends OrderFacts {
  readonly state: OrderState
}

export type OrderState = UnpaidState | ClosingState | ClosedState | MoneyState

export interface UnpaidState {
  readonly status: 'unpaid'
}

/** Closing has begun with the channel; until it answers, a payment still wins. */
export interface ClosingState {
  readonly status: 'closing'
  readonly reason: CloseReason
  /** Absent on orders of versions that did not keep it. */
  readonly begunAtMs?: EpochMs | undefined
}

export interface ClosedState {
  readonly status: 'closed'
  readonly reason: CloseReason
  readonly closedAtMs: EpochMs
  /** The provider has not answered that the trade is closed: somebody may still pay it. */
  readonly unconfirmed?: true | undefined
}

export type MoneyState = PaidState | ConfirmedState | ReversedState

/** Seen by the server as paid; the passphrase is alive, the attendant has not confirmed. */
export interface PaidState extends Money {
  readonly status: 'paid'
}

export interface ConfirmedState extends Money {
  readonly status: 'confirmed'
  readonly confirmation: Confirmation
}

/** All of it goes back; `refunding` until the channel has said so. */
export interface ReversedState extends Money {
  readonly status: 'refunding' | 'refunded'
  readonly reversal: Reversal
}

interface Money {
  readonly payment: Payment
  readonly refunds: readonly Refund[]
}

export type OrderStatus = OrderState['status']

/** The whole life of an order. Every decision is tested against it; docs/order-life.md is drawn from it. */
export const TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  unpaid: ['closing', 'paid'],
  closing: ['closed', 'paid'],
  closed: ['paid', 'refunding'],
  paid: ['confirmed', 'refunding', 'refunded'],
  confirmed: [],
  refunding: ['refunded'],
  refunded: [],
}

/** Payment by a wallet. Null and zero if no wallet was used. */
export interface Payment {
  readonly transactionId: string | null
  readonly amountFen: Fen
  readonly paidAtMs: EpochMs
}

export interface Confirmation {
  /** Dispensed amount, at the pump price. */
  readonly dispensedFen: Fen
  /** Final amounts after dispensing. */
  readonly settlement: Settlement
  readonly volumeMl: Millilitre
  readonly staffId: StaffId
  readonly staffName: string
  readonly dutyId: DutyId
  readonly confirmedAtMs: EpochMs
  readonly proof: ProofKind
  /** Why there was no passphrase; null where there was one. */
  readonly unproven: Unproven | null
  readonly corrections: readonly Correction[]
  /** Null until its member has it, and for orders from before it was kept. */
  readonly earned: Earned | null
}

/** How the attendant knew the driver: by the passphrase, or without it, which stays on record. */
export type ProofKind = 'digits' | 'scan' | 'none'

/** An attendant's reason for confirming without a passphrase. */
export interface Unproven {
  readonly reason: UnprovenReason
  /** In their own words; empty where the reason says all. */
  readonly note: string
}

export type UnprovenReason = (typeof UNPROVEN_REASONS)[number]
export const UNPROVEN_REASONS = [
  'phone-dead',
  'no-network',
  'left-phone',
  'screen-unreadable',
  'other',
] as const

export interface Correction {
  readonly fromFen: Fen
  readonly toFen: Fen
  readonly staffId: StaffId
  /** The second person, where one alone may not. */
  readonly approvedBy?: ApproverId | undefined
  readonly atMs: EpochMs
}

export type ReversalReason =
  | 'no-fuel'
  | 'driver-left'
  | 'wrong-order'
  /** Nothing was dispensed on a preset. */
  | 'nothing-dispensed'
  /** The payment arrived after the driver had cancelled. */
  | 'paid-after-cancel'
  /** It arrived after the time for it, when what had made the price was free again. */
  | 'paid-too-late'

/** Those that an attendant may give; the others are found out by themselves. */
export const REJECTION_REASONS = [
  'no-fuel',
  'driver-left',
  'wrong-order',
] as const satisfies readonly ReversalReason[]
export type RejectionReason = (typeof REJECTION_REASONS)[number]

export interface Reversal {
  readonly reason: ReversalReason
  readonly staffId: StaffId | null
  /** The second person, where one alone may not. */
  readonly approvedBy?: ApproverId | undefined
  readonly decidedAtMs: EpochMs
}

/**
 * Money going back. It is reserved here before the channel is asked, under the number by which the
 * channel knows it, so that a lost answer is asked again and never paid twice.
 */
export interface Refund extends ReservedRefund {
  readonly reason: RefundReason
}

export type RefundReason = 'reversal' | 'under-fill' | 'correction' | 'paid-twice'

/** The number by which the channel knows the order: its letters, within 6–32 of [0-9a-z]. */
export const outTradeNo = (id: OrderId): string => idLetters(id)

export const orderOfTrade = (tradeNo: string): OrderId => `order:${tradeNo}`

/** The number by which the channel knows a refund. */
export const outRefundNo = (id: RefundId): string => idLetters(id)

/** Refunds are numbered along the order, so a retry makes the same number. */
export const refundId = (order: OrderId, ordinal: number): RefundId =>
  `refund:${idLetters(order)}r${ordinal}`

export const hasMoney = (state: OrderState): state is MoneyState => 'payment' in state

/** Status of a full refund, depending on whether all of it has arrived. */
export const reversedStatus = (refunds: readonly Refund[]): ReversedState['status'] =>
  outstandingOf(refunds).length > 0 ? 'refunding' : 'refunded'
