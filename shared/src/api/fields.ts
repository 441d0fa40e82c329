import { z } from 'zod'
import type { ContractId } from '../contract/contract'
import type { ContractTemplateId } from '../contract/template'
import type { CouponId, CouponTemplateId, CouponTransferId } from '../coupon/coupon'
import { fen } from '../kernel/fen'
import { ID_LETTERS } from '../kernel/id'
import { epochMs } from '../kernel/instant'
import { fenPerLitre } from '../kernel/volume'
import type { MemberId } from '../member/member'
import { isPlate } from '../member/plate'
import type { ApprovalId } from '../order/verbs/approval'
import type { OrderId } from '../order/facts/order'
import type { InvoiceId } from '../invoice/invoice'
import type { InvoiceTitleId } from '../invoice/title'
import type { RefundId } from '../trade/fact'
import type { TicketId } from '../ticket/ticket'
import type { DutyId, StaffId } from '../staff/staff'
import type { NozzleId, StationId } from '../station/station'
import type { RechargeId } from '../stored-value/recharge/recharge'
import { PASSWORD_FORM } from '../stored-value/guard/password'
import type { CardBatchId } from '../stored-value/card/recharge-card'

/** Fields of requests, parsed into domain values. Nothing here is coerced or trimmed. */
const letters = new RegExp(`^[0-9a-z]{${ID_LETTERS}}$`)

const id = <Value extends string>(kind: string, form: RegExp) =>
  z
    .string()
    .max(64)
    .refine((text) => text.startsWith(`${kind}:`) && form.test(text.slice(kind.length + 1)))
    .transform((text) => text as Value)

export const orderId = id<OrderId>('order', letters)
export const ticketId = id<TicketId>('ticket', /^[0-9a-z]{20}(-[a-z-]{2,20})?$/)
export const staffId = id<StaffId>('staff', letters)
export const approvalId = id<ApprovalId>('approval', letters)
export const dutyId = id<DutyId>('duty', letters)
export const rechargeId = id<RechargeId>('recharge', letters)
export const cardBatchId = id<CardBatchId>('card-batch', letters)
export const invoiceId = id<InvoiceId>('invoice', letters)
export const invoiceTitleId = id<InvoiceTitleId>('invoice-title', letters)
export const refundId = id<RefundId>('refund', letters)
export const memberId = id<MemberId>('member', letters)
/** 支付密码, as typed. */
export const paymentPassword = z.string().regex(PASSWORD_FORM)
export const stationId = id<StationId>('station', /^[a-z0-9]{2,12}$/)
export const nozzleId = id<NozzleId>('nozzle', /^[a-z0-9]{2,12}-[a-z0-9]{1,6}$/)

/** Whole fen. Sign and bounds are checked by the domain, which has specific refusals. */
export const amountFen = z.int().transform(fen)

/** Whole fen that are never negative, such as a pump's reading. */
export const dispensedFen = z.int().nonnegative().transform(fen)

export const couponId = id<CouponId>('coupon', letters)
export const couponTransferId = id<CouponTransferId>('coupon-transfer', letters)
export const couponTemplateId = id<CouponTemplateId>('coupon-template', /^[a-z0-9-]{2,40}$/)

export const contractId = id<ContractId>('contract', letters)
export const contractTemplateId = id<ContractTemplateId>('contract-template', /^[a-z0-9-]{2,40}$/)

export const pumpPrice = z.int().positive().transform(fenPerLitre)
export const instant = z.int().nonnegative().transform(epochMs)

export const digits = z.string().regex(/^\d{6}$/)

export const plate = z.string().max(12).refine(isPlate)

/**
 * Text that others read: without signs that are invisible or turn the direction of writing, which
 * would let it look like something else.
 */
export const shownText = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replace(UNSEEN, '').trim())

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g
