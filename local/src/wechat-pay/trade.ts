import { isDeepStrictEqual } from 'node:util'
import { ok, refuse, type Result } from '../gateway/result'
import type { PrepayRequest } from './prepay-request'
import { REFUSALS, type WechatPayRefusal } from './refusal'

/** USERPAYING, PAYERROR and REVOKED belong to payment by the payer's own code, which is not here. */
export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'

/** 订单状态流转 (pay.weixin.qq.com/doc/v3/merchant/4012791870). */
export const TRANSITIONS: Readonly<Record<TradeState, readonly TradeState[]>> = {
  NOTPAY: ['SUCCESS', 'CLOSED'],
  SUCCESS: ['REFUND'],
  REFUND: [],
  CLOSED: [],
}

interface TradeFacts {
  /** As it was first made: a repetition must be identical. */
  readonly request: PrepayRequest
  readonly createdAtMs: number
  /** Afterwards the payer cannot pay. That closes nothing: the trade stays NOTPAY. */
  readonly payableUntilMs: number
}

export type UnpaidTrade = TradeFacts & { readonly state: 'NOTPAY' | 'CLOSED' }
export type PaidTrade = TradeFacts & {
  readonly state: 'SUCCESS' | 'REFUND'
  readonly transactionId: string
  readonly paidAtMs: number
  readonly outRefundNos: readonly string[]
}
export type Trade = UnpaidTrade | PaidTrade

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** An unpaid trade is closed after so long, unless it is payable for longer. */
const LIFETIME_MS = 7 * DAY_MS
export const TIME_EXPIRE_MAX_MS = 90 * DAY_MS

export function openTrade(request: PrepayRequest, nowMs: number): Trade {
  const { time_expire: timeExpire } = request
  const payableUntilMs =
    timeExpire === undefined
      ? nowMs + LIFETIME_MS
      : Math.max(Date.parse(timeExpire), nowMs + MINUTE_MS) // raised without a word
  return { request, createdAtMs: nowMs, payableUntilMs, state: 'NOTPAY' }
}

/** The same number again: allowed while unpaid, and only with the same parameters. */
export function repeatTrade(
  trade: Trade,
  request: PrepayRequest,
  nowMs: number,
): Result<Trade, WechatPayRefusal> {
  const { state } = tradeAt(trade, nowMs)
  if (state === 'CLOSED') return refuse(REFUSALS.closedBefore)
  if (state !== 'NOTPAY') return refuse(REFUSALS.paidBefore)
  return isDeepStrictEqual(trade.request, request) ? ok(trade) : refuse(REFUSALS.changedTrade)
}

/** Can be repeated. */
export function closeTrade(trade: Trade, nowMs: number): Result<Trade, WechatPayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (isPaid(current)) return refuse(REFUSALS.paidNotClosable)
  return ok({ ...current, state: 'CLOSED' })
}

/** The trade as it stands now: the gateway closes by itself what stays unpaid for too long. */
export function tradeAt(trade: Trade, nowMs: number): Trade {
  const closesAtMs = Math.max(trade.createdAtMs + LIFETIME_MS, trade.payableUntilMs)
  return trade.state === 'NOTPAY' && nowMs >= closesAtMs ? { ...trade, state: 'CLOSED' } : trade
}

export const isPaid = (trade: Trade): trade is PaidTrade =>
  trade.state === 'SUCCESS' || trade.state === 'REFUND'

/** Why the payer cannot pay; the words are those that WeChat shows to him. */
export type PayRefusal =
  | { readonly code: 'unknown-prepay'; readonly words: '支付请求无效' }
  | { readonly code: 'prepay-expired'; readonly words: '该订单已失效' }
  | { readonly code: 'wrong-payer'; readonly words: '下单账号与支付账号不一致，请核实后再支付' }
  | { readonly code: 'paid'; readonly words: '该订单已支付' }
  | { readonly code: 'closed'; readonly words: '该订单已失效' }
  | {
      readonly code: 'overdue'
      readonly words: '订单已超过商户设置的最晚支付成功时间，请重新发起支付'
    }

export function checkPayable(
  trade: Trade,
  openId: string,
  nowMs: number,
): Result<UnpaidTrade, PayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (current.request.payer.openid !== openId) {
    return refuse({ code: 'wrong-payer', words: '下单账号与支付账号不一致，请核实后再支付' })
  }
  if (isPaid(current)) return refuse({ code: 'paid', words: '该订单已支付' })
  if (current.state === 'CLOSED') return refuse({ code: 'closed', words: '该订单已失效' })
  if (nowMs > current.payableUntilMs) {
    return refuse({
      code: 'overdue',
      words: '订单已超过商户设置的最晚支付成功时间，请重新发起支付',
    })
  }
  return ok(current)
}

export const payTrade = (
  trade: UnpaidTrade,
  transactionId: string,
  paidAtMs: number,
): PaidTrade => ({ ...trade, state: 'SUCCESS', transactionId, paidAtMs, outRefundNos: [] })
