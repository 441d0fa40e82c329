import { ok, refuse, type Result } from '../gateway/result'
import { REFUSALS, type WechatPayRefusal } from './refusal'
import type { PaidTrade } from './trade'

/** CLOSED: seven days without funds. ABNORMAL: the payer's account takes nothing, people must act. */
export type RefundEnd = 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
export type RefundState = 'PROCESSING' | RefundEnd

export interface Refund {
  readonly outRefundNo: string
  readonly refundId: string
  readonly outTradeNo: string
  readonly transactionId: string
  readonly refundFen: number
  readonly totalFen: number
  readonly notifyUrl?: string
  readonly createdAtMs: number
  readonly state: RefundState
  /** How and when it will end; decided when it is accepted, told when it has happened. */
  readonly end: { readonly state: RefundEnd; readonly atMs: number }
}

export interface RefundAmount {
  readonly refundFen: number
  readonly totalFen: number
}

/** 申请退款 (pay.weixin.qq.com/doc/v3/merchant/4013071036). */
const PERIOD_MS = 365 * 86_400_000
const REFUNDS_MAX = 50
const SPACING_MS = 60_000

/** Whether so much more can go back. `refunds` are those of this trade so far. */
export function checkRefund(
  trade: PaidTrade,
  refunds: readonly Refund[],
  amount: RefundAmount,
  nowMs: number,
): Result<RefundAmount, WechatPayRefusal> {
  const totalFen = trade.request.amount.total
  const live = refunds.filter(({ state }) => state !== 'CLOSED')
  const goneFen = live.reduce((sum, refund) => sum + refund.refundFen, 0)
  const last = refunds.at(-1)
  if (nowMs > trade.paidAtMs + PERIOD_MS) return refuse(REFUSALS.refundTooLate)
  if (amount.totalFen !== totalFen) return refuse(REFUSALS.changedRefund)
  if (goneFen + amount.refundFen > totalFen) return refuse(REFUSALS.refundTooLarge)
  if (refunds.length >= REFUNDS_MAX) return refuse(REFUSALS.refundTooOften)
  if (last && nowMs < last.createdAtMs + SPACING_MS) return refuse(REFUSALS.refundTooSoon)
  return ok(amount)
}

/** The same number again is the same refund, or a mistake. */
export function repeatRefund(
  refund: Refund,
  outTradeNo: string | undefined,
  amount: RefundAmount,
): Result<Refund, WechatPayRefusal> {
  const isSame =
    refund.outTradeNo === outTradeNo &&
    refund.refundFen === amount.refundFen &&
    refund.totalFen === amount.totalFen
  return isSame ? ok(refund) : refuse(REFUSALS.changedRefund)
}
