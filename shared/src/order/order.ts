import type { Fen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { FenPerLitre, Millilitre } from '../kernel/volume'
import type { MemberId } from '../member/member'
import { outstandingOf } from '../trade/refund'
import { isPaid, refundsOf, type Trade } from '../trade/trade'
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

/** An order: what it said when it was placed, how its money stands, and where it stands itself. */
export interface Order extends OrderFacts {
  /** The wallet's part of the payment. */
  readonly trade: Trade
  readonly state: OrderState
}

export type OrderState = UnpaidState | MoneyState

/** Not paid: where its trade stands, in the order's own words. */
export interface UnpaidState {
  readonly status: 'unpaid' | 'closing' | 'closed'
}

export type MoneyState = PaidState | ConfirmedState | ReversedState

/** Seen by the server as paid; the passphrase is alive, the attendant has not confirmed. */
export interface PaidState {
  readonly status: 'paid'
}

export interface ConfirmedState {
  readonly status: 'confirmed'
  readonly confirmation: Confirmation
}

/** All of it goes back; `refunding` until the provider has returned it. */
export interface ReversedState {
  readonly status: 'refunding' | 'refunded'
  readonly reversal: Reversal
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

/** The number by which providers know the order: its letters. */
export const tradeNoOf = (id: OrderId): string => idLetters(id)

export const orderOfTrade = (tradeNo: string): OrderId => `order:${tradeNo}`

export const hasMoney = (state: OrderState): state is MoneyState =>
  state.status !== 'unpaid' && state.status !== 'closing' && state.status !== 'closed'

/** When its money was there; when it was placed, where it is not paid. */
export const paidAtMsOf = ({ createdAtMs, trade }: Order): EpochMs =>
  isPaid(trade) ? trade.state.paidAtMs : createdAtMs

/**
 * The status of an order of which all goes back, by whether all of it has arrived. A second payment
 * that goes back is not part of it.
 */
export function reversedStatus(trade: Trade): ReversedState['status'] {
  const outstanding = outstandingOf(refundsOf(trade))
  return outstanding.some(({ reason }) => reason === 'reversal') ? 'refunding' : 'refunded'
}
