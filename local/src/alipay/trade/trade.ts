import { ok, refuse, type Result } from '../../gateway/result'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'

export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED'

/** Closed covers expired and cancelled unpaid trades, and also fully refunded ones. */
export const TRANSITIONS: Readonly<Record<TradeStatus, readonly TradeStatus[]>> = {
  WAIT_BUYER_PAY: ['TRADE_SUCCESS', 'TRADE_CLOSED'],
  TRADE_SUCCESS: ['TRADE_FINISHED', 'TRADE_CLOSED'],
  TRADE_FINISHED: [],
  TRADE_CLOSED: [],
}

export interface TradeRequest {
  readonly outTradeNo: string
  /** Who is paid, beside the app's own seller: one who has authorised the app. */
  readonly sellerId?: string
  readonly totalFen: number
  readonly subject: string
  /** `buyer_open_id`, or `buyer_id` of older apps. */
  readonly buyer: string
  readonly body?: string
  /** As received, still URL-encoded, and returned unchanged. */
  readonly passbackParams?: string
  readonly notifyUrl?: string
  /** Deadline; an unpaid trade closes then. */
  readonly closesAtMs: number
}

interface TradeFacts extends TradeRequest {
  readonly tradeNo: string
  readonly createdAtMs: number
}

export interface Refund {
  /** out_request_no */
  readonly requestNo: string
  readonly refundFen: number
  readonly refundedAtMs: number
  readonly reason?: string
}

/** One request for profit sharing: the amount of each receiver, or why it failed. */
export interface Settlement {
  /** out_request_no */
  readonly requestNo: string
  readonly settleNo: string
  readonly settledAtMs: number
  readonly shares: readonly SettledShare[]
}

export interface SettledShare {
  /** The receiver's user number or login name. */
  readonly transIn: string
  readonly amountFen: number
  /** Null if the money arrived. */
  readonly failure: string | null
}

export type UnpaidTrade = TradeFacts & { readonly status: 'WAIT_BUYER_PAY' | 'TRADE_CLOSED' }
export type PaidTrade = TradeFacts & {
  readonly status: 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED'
  readonly paidAtMs: number
  /** 服务费 at that time: 60 is 0.60 %. */
  readonly feeBasisPoints: number
  readonly refunds: readonly Refund[]
  /** 分账, oldest first. */
  readonly settlements: readonly Settlement[]
  /** Number of template messages sent for it. */
  readonly messagesSent?: number
}
export type Trade = UnpaidTrade | PaidTrade

/** Twelve months after payment no refund is possible. */
const REFUND_PERIOD_MS = 365 * 86_400_000

export const isPaid = (trade: Trade): trade is PaidTrade => 'paidAtMs' in trade

export const refundedFen = ({ refunds }: PaidTrade): number =>
  refunds.reduce((sum, refund) => sum + refund.refundFen, 0)

/** The trade at an instant: time closes unpaid trades and finishes paid ones. */
export function tradeAt(trade: Trade, nowMs: number): Trade {
  if (!isPaid(trade)) {
    const isLate = trade.status === 'WAIT_BUYER_PAY' && nowMs >= trade.closesAtMs
    return isLate ? { ...trade, status: 'TRADE_CLOSED' } : trade
  }
  const isOver = trade.status === 'TRADE_SUCCESS' && nowMs > trade.paidAtMs + REFUND_PERIOD_MS
  return isOver ? { ...trade, status: 'TRADE_FINISHED' } : trade
}

/** A repeated number returns the same trade, if it is unpaid and unchanged. */
export function repeatTrade(
  trade: Trade,
  request: TradeRequest,
  nowMs: number,
): Result<Trade, AlipayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (isPaid(current)) return refuse(REFUSALS.paidBefore)
  if (current.status === 'TRADE_CLOSED') return refuse(REFUSALS.closedBefore)
  const isSame =
    current.totalFen === request.totalFen &&
    current.subject === request.subject &&
    current.buyer === request.buyer
  return isSame ? ok(current) : refuse(REFUSALS.changedTrade)
}

export function closeTrade(trade: Trade, nowMs: number): Result<UnpaidTrade, AlipayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (isPaid(current)) return refuse(REFUSALS.notClosable)
  if (current.status === 'TRADE_CLOSED') return refuse(REFUSALS.closedAlready)
  return ok({ ...current, status: 'TRADE_CLOSED' })
}

export interface RefundRequest {
  readonly requestNo: string | undefined
  readonly refundFen: number
  readonly reason?: string
}

/** The trade after a refund, and whether this request moved money (`fund_change`). */
export interface RefundOutcome {
  readonly trade: PaidTrade
  readonly refund: Refund
  readonly isNew: boolean
}

export function refundTrade(
  trade: Trade,
  request: RefundRequest,
  nowMs: number,
): Result<RefundOutcome, AlipayRefusal> {
  const current = tradeAt(trade, nowMs)
  if (!isPaid(current)) return refuse(REFUSALS.notRefundable)
  const isWhole = request.refundFen === current.totalFen
  const requestNo = request.requestNo ?? (isWhole ? current.outTradeNo : undefined)
  if (requestNo === undefined) return refuse(REFUSALS.partWithoutNumber)
  const known = current.refunds.find((refund) => refund.requestNo === requestNo)
  if (known && known.refundFen !== request.refundFen) return refuse(REFUSALS.changedRefund)
  if (known) return ok({ trade: current, refund: known, isNew: false })
  if (current.status === 'TRADE_FINISHED') return refuse(REFUSALS.finished)
  if (current.status === 'TRADE_CLOSED') return refuse(REFUSALS.notRefundable)
  const leftFen = current.totalFen - refundedFen(current)
  if (request.refundFen > leftFen) return refuse(REFUSALS.refundTooLarge)
  const { refundFen, reason } = request
  const refund = { requestNo, refundFen, refundedAtMs: nowMs, ...(reason ? { reason } : {}) }
  const refunds = [...current.refunds, refund]
  const status = refundFen === leftFen ? 'TRADE_CLOSED' : 'TRADE_SUCCESS'
  return ok({ trade: { ...current, refunds, status }, refund, isNew: true })
}

/** Why the payer cannot pay; the messages are those that Alipay shows to the payer. */
export type PayRefusal =
  | { readonly code: 'unknown-trade'; readonly words: '交易不存在' }
  | { readonly code: 'wrong-payer'; readonly words: '订单信息与当前账号不匹配' }
  | { readonly code: 'paid'; readonly words: '订单已支付，请勿重复支付' }
  | { readonly code: 'closed'; readonly words: '交易已关闭' }
  | { readonly code: 'failed'; readonly words: '支付失败，请更换支付方式' }

export function checkPayable(
  trade: Trade | undefined,
  buyer: string,
  nowMs: number,
): Result<UnpaidTrade, PayRefusal> {
  if (!trade) return refuse({ code: 'unknown-trade', words: '交易不存在' })
  const current = tradeAt(trade, nowMs)
  if (current.buyer !== buyer) {
    return refuse({ code: 'wrong-payer', words: '订单信息与当前账号不匹配' })
  }
  if (isPaid(current)) return refuse({ code: 'paid', words: '订单已支付，请勿重复支付' })
  if (current.status === 'TRADE_CLOSED') return refuse({ code: 'closed', words: '交易已关闭' })
  return ok(current)
}

export const payTrade = (
  trade: UnpaidTrade,
  payment: Pick<PaidTrade, 'paidAtMs' | 'feeBasisPoints'>,
): PaidTrade => ({ ...trade, ...payment, status: 'TRADE_SUCCESS', refunds: [], settlements: [] })
