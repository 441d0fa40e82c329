import type { ContractId } from '../contract/contract'
import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Points } from '../kernel/points'
import type { Millilitre } from '../kernel/volume'
import type { OrderId } from '../order/facts/order'
import type { RechargeId } from '../stored-value/recharge/recharge'
import type { Topic } from './topic'

/**
 * What happened, as the inbox and the wallets' templates need it. No phone number, no name of a
 * person, no plate: a service message is shown on a locked phone.
 */
export type MessageFacts =
  | OrderPaid
  | OrderWaiting
  | OrderDone
  | RefundArrived
  | RechargeArrived
  | CouponsExpiring
  | PointsExpiring
  | ContractBehind
  | ContractFulfilled
  | ContractBroken
  | InvoiceIssued
  | DutyReminder

export type MessageKind = MessageFacts['kind']

interface OfOrder {
  readonly orderId: OrderId
  readonly stationName: string
}

/** Paid; the attendant has not confirmed yet. */
export interface OrderPaid extends OfOrder {
  readonly kind: 'order-paid'
  readonly gradeName: string
  readonly nozzleNumber: number
  readonly paidFen: Fen
}

/** Paid for half an hour, and nobody has confirmed. */
export interface OrderWaiting extends OfOrder {
  readonly kind: 'order-waiting'
  readonly gradeName: string
  readonly nozzleNumber: number
  readonly paidFen: Fen
}

/** 加油完成 */
export interface OrderDone extends OfOrder {
  readonly kind: 'order-done'
  readonly gradeName: string
  readonly volumeMl: Millilitre
  readonly paidFen: Fen
  /** Against the pump price. */
  readonly savedFen: Fen
}

/** 退款到账 */
export interface RefundArrived {
  readonly kind: 'refund-arrived'
  readonly of: OrderId | RechargeId
  /** Null for a recharge. */
  readonly stationName: string | null
  readonly amountFen: Fen
}

export interface RechargeArrived {
  readonly kind: 'recharge-arrived'
  readonly rechargeId: RechargeId
  readonly amountFen: Fen
  readonly giftFen: Fen
}

/** Coupons that expire on one day. */
export interface CouponsExpiring {
  readonly kind: 'coupons-expiring'
  /** Title of the first one. */
  readonly title: string
  readonly count: number
  readonly expiresAtMs: EpochMs
}

export interface PointsExpiring {
  readonly kind: 'points-expiring'
  readonly points: Points
  readonly expiresAtMs: EpochMs
}

/** Less is done than the elapsed part of the period asks for. */
export interface ContractBehind {
  readonly kind: 'contract-behind'
  readonly contractId: ContractId
  readonly title: string
  readonly unit: 'fen' | 'ml'
  readonly left: number
  readonly toMs: EpochMs
}

/** The promised purchase is reached. */
export interface ContractFulfilled {
  readonly kind: 'contract-fulfilled'
  readonly contractId: ContractId
  readonly title: string
}

/** 违约: the period is over, and the promise was not reached. */
export interface ContractBroken {
  readonly kind: 'contract-broken'
  readonly contractId: ContractId
  readonly title: string
  readonly unit: 'fen' | 'ml'
  readonly left: number
}

/** 电子发票已开. Not to whom: that may be a person. */
export interface InvoiceIssued {
  readonly kind: 'invoice-issued'
  readonly invoiceId: Id<'invoice'>
  readonly amountFen: Fen
}

/** For the attendant: a usual shift is over, or the duty is about to end by itself. */
export interface DutyReminder {
  readonly kind: 'duty-long' | 'duty-ending'
  readonly startedAtMs: EpochMs
  readonly endsAtMs: EpochMs
}

const TOPIC_OF = {
  'order-paid': 'waiting',
  'order-waiting': 'waiting',
  'order-done': 'done',
  'refund-arrived': 'refund',
  'recharge-arrived': 'recharge',
  'coupons-expiring': 'expiry',
  'points-expiring': 'expiry',
  'contract-behind': 'contract',
  'contract-fulfilled': 'contract',
  'contract-broken': 'contract',
  'invoice-issued': 'invoice',
  'duty-long': 'shift',
  'duty-ending': 'shift',
} as const satisfies Readonly<Record<MessageKind, Topic>>

export const topicOf = ({ kind }: MessageFacts): Topic => TOPIC_OF[kind]
