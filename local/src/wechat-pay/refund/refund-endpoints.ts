import { ok, refuse, type Result } from '../../gateway/result'
import { rfc3339 } from '../../gateway/china-time'
import { toYuan } from '../../gateway/yuan'
import type { FaultRule } from '../../faults'
import { refundsOf } from '../books'
import { ownTrade } from '../merchants'
import { type Context, drawRefundId, type Endpoint } from '../context'
import { isNotifyUrl } from '../notice/notify-url'
import { paramError, parseAs } from '../wire/parse'
import { checkRefund, type Refund, type RefundEnd, repeatRefund } from './refund'
import { type RefundRequest, refundRequest } from './refund-request'
import { bookRefund, checkFunds, type Funding, fundingOf } from './refund-money'
import { awaitRefund } from './refund-settlement'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { isPaid, type PaidTrade } from '../trade/trade'
import type { Answer } from '../wire/answer'

/** 申请退款. Acceptance is not completion: the end comes later, by notification or query. */
export const requestRefund: Endpoint = {
  operation: 'refund',
  faults: ['ends-abnormal', 'ends-closed'],
  method: 'POST',
  path: '/v3/refund/domestic/refunds',
  answer(context, { body, fault }) {
    const request = parseRefund(context, body)
    if (!request.ok) return request
    const { amount, out_refund_no: outRefundNo } = request.value
    const outTradeNo = findOutTradeNo(context, request.value)
    const sums = { refundFen: amount.refund, totalFen: amount.total }
    const known = context.books.refunds.get(outRefundNo)
    if (known) return answerWith(repeatRefund(known, outTradeNo, sums))
    const trade = ownTrade(context, outTradeNo, request.value.sub_mchid)
    if (!trade || !isPaid(trade)) return refuse(REFUSALS.nothingToRefund)
    const refunds = refundsOf(context.books, trade)
    const allowed = checkRefund(trade, refunds, sums, context.service.clock.now())
    if (!allowed.ok) return allowed
    const fundsAccount = request.value.funds_account
    const funding = fundingOf(context, trade, { refundFen: amount.refund, fundsAccount })
    const funds = checkFunds(context, funding, amount.refund)
    if (!funds.ok && !context.switches.refundsAwaitFunds) return funds
    const acceptance = { funding, isFunded: funds.ok, endState: endAfter(fault) }
    return answerWith(ok(acceptRefund(context, trade, request.value, acceptance)))
  },
}

/** 查询单笔退款. */
export const queryRefund: Endpoint = {
  operation: 'refund-query',
  method: 'GET',
  path: '/v3/refund/domestic/refunds/:out_refund_no',
  answer(context, { params, query }) {
    const refund = context.books.refunds.get(params['out_refund_no'] ?? '')
    const { sub_mchid: subMchid } = query
    const isOwn = refund && ownTrade(context, refund.outTradeNo, subMchid as string | undefined)
    return answerWith(isOwn ? ok(refund) : refuse(REFUSALS.unknownRefund))
  },
}

function parseRefund(
  { switches }: Context,
  body: unknown,
): Result<RefundRequest, WechatPayRefusal> {
  const parsed = parseAs(refundRequest, body, 'body')
  if (!parsed.ok) return parsed
  const { amount, notify_url: url } = parsed.value
  const fromFen = amount.from?.reduce((sum, part) => sum + part.amount, 0)
  if (fromFen !== undefined && fromFen !== amount.refund) {
    return refuse(paramError('body', ['amount', 'from'], fromFen, '出资金额之和与退款金额不一致'))
  }
  if (url === undefined || isNotifyUrl(url, switches.loopbackNotifyUrls)) return parsed
  return refuse(paramError('body', ['notify_url'], url, '通知地址不合法'))
}

const findOutTradeNo = ({ books }: Context, request: RefundRequest): string | undefined =>
  request.transaction_id === undefined
    ? request.out_trade_no
    : books.transactions.get(request.transaction_id)

function endAfter(fault: FaultRule | null): RefundEnd {
  if (fault?.kind === 'ends-abnormal') return 'ABNORMAL'
  return fault?.kind === 'ends-closed' ? 'CLOSED' : 'SUCCESS'
}

interface Acceptance {
  readonly funding: Funding
  readonly isFunded: boolean
  readonly endState: RefundEnd
}

function acceptRefund(
  context: Context,
  trade: PaidTrade,
  { amount, notify_url: notifyUrl, out_refund_no: outRefundNo }: RefundRequest,
  { endState, funding, isFunded }: Acceptance,
): Refund {
  const nowMs = context.service.clock.now()
  const refund: Refund = {
    outRefundNo,
    refundId: drawRefundId(context),
    outTradeNo: trade.request.out_trade_no,
    transactionId: trade.transactionId,
    refundFen: amount.refund,
    totalFen: amount.total,
    ...funding,
    destination: 'payers',
    ...(amount.from ? { from: amount.from } : {}),
    ...(notifyUrl === undefined ? {} : { notifyUrl }),
    createdAtMs: nowMs,
    state: 'PROCESSING',
    channel: 'ORIGINAL',
    receivedAccount: '支付用户零钱',
    end: { state: endState, atMs: nowMs + context.switches.refundTakesMs },
    isFunded,
  }
  const outRefundNos = [...trade.outRefundNos, outRefundNo]
  context.books.refunds.put(outRefundNo, refund)
  context.books.trades.put(refund.outTradeNo, { ...trade, state: 'REFUND', outRefundNos })
  if (isFunded) bookRefund(context, refund)
  awaitRefund(context, refund)
  return refund
}

export function answerWith(
  refund: Result<Refund, WechatPayRefusal>,
): Result<Answer, WechatPayRefusal> {
  if (!refund.ok) return refund
  const { refundFen, state } = refund.value
  return ok({ body: presentRefund(refund.value), note: `退款 ¥${toYuan(refundFen)} · ${state}` })
}

function presentRefund(refund: Refund): object {
  const { refundFen, totalFen } = refund
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: refund.channel,
    user_received_account: refund.receivedAccount,
    ...(refund.state === 'SUCCESS' ? { success_time: rfc3339(refund.end.atMs) } : {}),
    create_time: rfc3339(refund.createdAtMs),
    status: refund.state,
    funds_account: refund.account === 'basic' ? 'AVAILABLE' : 'UNSETTLED',
    amount: {
      total: totalFen,
      refund: refundFen,
      from: refund.from ?? [],
      payer_total: totalFen,
      payer_refund: refundFen,
      settlement_refund: refundFen,
      settlement_total: totalFen,
      discount_refund: 0,
      currency: 'CNY',
      refund_fee: refund.feeFen,
    },
    promotion_detail: [],
  }
}
