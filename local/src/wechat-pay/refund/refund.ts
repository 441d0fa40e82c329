import { ok, refuse, type Result } from '../../gateway/result'
import type { Account } from '../account'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import type { PaidTrade } from '../trade/trade'

/**
 * CLOSED: seven days without funds. ABNORMAL: the payer's account cannot receive it, people must
 * act.
 */
export type RefundEnd = 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
export type RefundState = 'PROCESSING' | RefundEnd

export interface Refund {
  readonly outRefundNo: string
  readonly refundId: string
  readonly outTradeNo: string
  readonly transactionId: string
  readonly refundFen: number
  readonly totalFen: number
  /** Returned part of the fee: the merchant pays the rest. */
  readonly feeFen: number
  /** Source of the merchant's money. */
  readonly account: Account
  /** Destination of the money. */
  readonly destination: 'payers' | 'bank'
  /** 出资账户, as the merchant asked for; told again with the refund. */
  readonly from?: readonly { readonly account: string; readonly amount: number }[]
  readonly notifyUrl?: string
  readonly createdAtMs: number
  readonly state: RefundState
  readonly channel: 'ORIGINAL' | 'OTHER_BANKCARD'
  /** 退款入账账户: the payer's receiving account. */
  readonly receivedAccount: string
  /** Result and time of the end; decided on acceptance, notified when it has happened. */
  readonly end: { readonly state: RefundEnd; readonly atMs: number }
  /** Whether the merchant's money for it has been taken; until then it waits. */
  readonly isFunded: boolean
}

export interface RefundAmount {
  readonly refundFen: number
  readonly totalFen: number
}

/** 申请退款 (pay.weixin.qq.com/doc/v3/merchant/4013071036). */
const PERIOD_MS = 365 * 86_400_000
const REFUNDS_MAX = 50
const SPACING_MS = 60_000

/** Refunded amount of a trade, including refunds in transit. */
export const refundedFen = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { refundFen, state }) => (state === 'CLOSED' ? sum : sum + refundFen), 0)

/** Whether this amount can be refunded as well. `refunds` are those of this trade so far. */
export function checkRefund(
  trade: PaidTrade,
  refunds: readonly Refund[],
  amount: RefundAmount,
  nowMs: number,
): Result<RefundAmount, WechatPayRefusal> {
  const totalFen = trade.request.amount.total
  const last = refunds.at(-1)
  if (nowMs > trade.paidAtMs + PERIOD_MS) return refuse(REFUSALS.refundTooLate)
  if (amount.totalFen !== totalFen) return refuse(REFUSALS.changedRefund)
  if (refundedFen(refunds) + amount.refundFen > totalFen) return refuse(REFUSALS.refundTooLarge)
  if (refunds.length >= REFUNDS_MAX) return refuse(REFUSALS.refundTooOften)
  if (last && nowMs < last.createdAtMs + SPACING_MS) return refuse(REFUSALS.refundTooSoon)
  return ok(amount)
}

/** A repeated number is the same refund, or an error. */
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
