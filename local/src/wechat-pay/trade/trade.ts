import { isDeepStrictEqual } from 'node:util'
import { ok, refuse, type Result } from '../../gateway/result'
import type { PrepayRequest } from './prepay-request'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'

/** PAYERROR and REVOKED belong to payment codes, which are not emulated. */
export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'REFUND' | 'CLOSED'

/**
 * 订单状态流转 (pay.weixin.qq.com/doc/v3/merchant/4012791870). Older pages have USERPAYING for every way
 * to pay; here only the fault of a slow payment leads to it.
 */
export const TRANSITIONS: Readonly<Record<TradeState, readonly TradeState[]>> = {
  NOTPAY: ['USERPAYING', 'SUCCESS', 'CLOSED'],
  USERPAYING: ['SUCCESS'],
  SUCCESS: ['REFUND'],
  REFUND: [],
  CLOSED: [],
}

interface TradeFacts {
  /** The first request: a repetition must be identical. */
  readonly request: PrepayRequest
  readonly createdAtMs: number
  /** Afterwards the payer cannot pay, but the trade stays NOTPAY. */
  readonly payableUntilMs: number
}

export type UnpaidTrade = TradeFacts & { readonly state: 'NOTPAY' | 'CLOSED' }
export type PayingTrade = TradeFacts & {
  readonly state: 'USERPAYING'
  readonly paysAtMs: number
}
export type PaidTrade = TradeFacts & {
  readonly state: 'SUCCESS' | 'REFUND'
  readonly transactionId: string
  readonly paidAtMs: number
  /** 费率 at that time: 60 is 0.60 %. */
  readonly feeBasisPoints: number
  readonly outRefundNos: readonly string[]
  /** Its profit-sharing requests, by out_order_no. */
  readonly outOrderNos: readonly string[]
  /** For a trade with profit sharing: when the remainder became available. */
  readonly unfrozenAtMs?: number
}
export type Trade = UnpaidTrade | PayingTrade | PaidTrade

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** An unpaid trade is closed after this time, unless it is payable for longer. */
const LIFETIME_MS = 7 * DAY_MS
/** 支付结束时间: what is sooner or later is moved without a word (…/doc/v3/merchant/4012525167). */
const EXPIRES_WITHIN_MS = [MINUTE_MS, 90 * DAY_MS] as const

export function openTrade(request: PrepayRequest, nowMs: number): Trade {
  const { time_expire: timeExpire } = request
  const asked = timeExpire === undefined ? LIFETIME_MS : Date.parse(timeExpire) - nowMs
  const [soonest, latest] = EXPIRES_WITHIN_MS
  const payableUntilMs = nowMs + Math.min(Math.max(asked, soonest), latest)
  return { request, createdAtMs: nowMs, payableUntilMs, state: 'NOTPAY' }
}

/**
 * A repeated number: allowed while unpaid, and only with the same parameters. Only the first
 * time_expire counts; with `mayExpireElsewhen` another one later is ignored.
 */
export function repeatTrade(
  trade: Trade,
  request: PrepayRequest,
  nowMs: number,
  mayExpireElsewhen: boolean,
): Result<Trade, WechatPayRefusal> {
  const { state } = tradeAt(trade, nowMs)
  if (state === 'CLOSED') return refuse(REFUSALS.closedBefore)
  if (state === 'SUCCESS' || state === 'REFUND') return refuse(REFUSALS.paidBefore)
  const again = mayExpireElsewhen ? expiringAs(trade.request, request) : request
  return isDeepStrictEqual(trade.request, again) ? ok(trade) : refuse(REFUSALS.changedTrade)
}

function expiringAs(
  { time_expire: first }: PrepayRequest,
  { time_expire: _, ...again }: PrepayRequest,
): PrepayRequest {
  return { ...again, ...(first === undefined ? {} : { time_expire: first }) }
}

/** Repeatable. `closableAfterMs` is the minimum age of the trade. */
export function closeTrade(
  trade: Trade,
  nowMs: number,
  closableAfterMs: number,
): Result<UnpaidTrade, WechatPayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (isPaid(current)) return refuse(REFUSALS.paidNotClosable)
  if (current.state === 'USERPAYING') return refuse(REFUSALS.userPaying)
  if (nowMs < current.createdAtMs + closableAfterMs) return refuse(REFUSALS.closedTooSoon)
  return ok({ ...current, state: 'CLOSED' })
}

/** The trade at an instant: the gateway closes trades that stay unpaid for too long. */
export function tradeAt(trade: Trade, nowMs: number): Trade {
  const closesAtMs = Math.max(trade.createdAtMs + LIFETIME_MS, trade.payableUntilMs)
  return trade.state === 'NOTPAY' && nowMs >= closesAtMs ? { ...trade, state: 'CLOSED' } : trade
}

export const isPaid = (trade: Trade): trade is PaidTrade =>
  trade.state === 'SUCCESS' || trade.state === 'REFUND'

/** Whether its money is frozen for profit sharing. */
export const isFrozen = ({ request, unfrozenAtMs }: PaidTrade): boolean =>
  request.settle_info?.profit_sharing === true && unfrozenAtMs === undefined

/** Why the payer cannot pay; the messages are those that WeChat shows to the payer. */
export type PayRefusal =
  | { readonly code: 'unknown-prepay'; readonly words: '支付请求无效' }
  | { readonly code: 'prepay-expired'; readonly words: '该订单已失效' }
  | { readonly code: 'wrong-payer'; readonly words: '下单账号与支付账号不一致，请核实后再支付' }
  | { readonly code: 'paid'; readonly words: '该订单已支付' }
  | { readonly code: 'paying'; readonly words: '订单正在支付中，请勿重复支付' }
  | { readonly code: 'failed'; readonly words: '支付失败，请更换支付方式' }
  | { readonly code: 'closed'; readonly words: '该订单已失效' }
  | {
      readonly code: 'overdue'
      readonly words: '订单已超过商户设置的最晚支付成功时间，请重新发起支付'
    }

/** It can still be paid `graceMs` after expiry. */
export function checkPayable(
  trade: Trade,
  openId: string,
  nowMs: number,
  graceMs: number,
): Result<UnpaidTrade, PayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (current.request.payer.openid !== openId) {
    return refuse({ code: 'wrong-payer', words: '下单账号与支付账号不一致，请核实后再支付' })
  }
  if (isPaid(current)) return refuse({ code: 'paid', words: '该订单已支付' })
  if (current.state === 'CLOSED') return refuse({ code: 'closed', words: '该订单已失效' })
  if (current.state === 'USERPAYING') {
    return refuse({ code: 'paying', words: '订单正在支付中，请勿重复支付' })
  }
  if (nowMs > current.payableUntilMs + graceMs) {
    return refuse({
      code: 'overdue',
      words: '订单已超过商户设置的最晚支付成功时间，请重新发起支付',
    })
  }
  return ok(current)
}

export interface Payment {
  readonly transactionId: string
  readonly paidAtMs: number
  readonly feeBasisPoints: number
}

export function payTrade(trade: UnpaidTrade | PayingTrade, payment: Payment): PaidTrade {
  const { createdAtMs, payableUntilMs, request } = trade
  const facts = { request, createdAtMs, payableUntilMs }
  return { ...facts, state: 'SUCCESS', outRefundNos: [], outOrderNos: [], ...payment }
}
