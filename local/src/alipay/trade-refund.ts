import { z } from 'zod'
import { dateTime } from '../gateway/china-time'
import { ok, refuse, type Result } from '../gateway/result'
import { parseYuan, toYuan } from '../gateway/yuan'
import { findTrade } from './books'
import { type Answer, type Desk, type Method, success } from './desk'
import { notifyStatus } from './notifications'
import { type AlipayRefusal, REFUSALS } from './refusal'
import { refundedFen, type RefundOutcome, refundTrade } from './trade'
import { yuan } from './trade-create'
import { tradeNumbers } from './trade-query'

const refundContent = z.intersection(
  tradeNumbers,
  z.object({
    refund_amount: yuan,
    out_request_no: z.string().min(1).max(64).optional(),
    refund_reason: z.string().max(256).optional(),
  }),
)

/** 统一收单交易退款接口 (opendocs.alipay.com/open/02ekfk). The same number again moves no money. */
export const tradeRefund: Method = {
  name: 'alipay.trade.refund',
  operation: 'refund',
  answer(desk, { content, fault }) {
    const parsed = refundContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const outcome = refund(desk, parsed.data)
    if (!outcome.ok) return outcome
    const isUnsure = fault?.kind === 'unsure'
    return ok(present(outcome.value, isUnsure))
  },
}

function refund(
  desk: Desk,
  content: z.infer<typeof refundContent>,
): Result<RefundOutcome, AlipayRefusal> {
  const { out_request_no: requestNo, refund_amount: amount, refund_reason: reason } = content
  const refundFen = parseYuan(amount)
  const trade = findTrade(desk.books, content)
  if (!trade) return refuse(REFUSALS.unknownTrade)
  if (refundFen === null || refundFen === 0) return refuse(REFUSALS.refundOfNothing)
  const request = { requestNo, refundFen, ...(reason ? { reason } : {}) }
  const outcome = refundTrade(trade, request, desk.context.clock.now())
  if (!outcome.ok || !outcome.value.isNew) return outcome
  const refunded = outcome.value.trade
  desk.books.trades.put(refunded.tradeNo, refunded)
  if (refunded.status !== 'TRADE_CLOSED' || desk.switches.notifiesFullRefund) {
    notifyStatus(desk, refunded, outcome.value.refund)
  }
  return outcome
}

/** `fund_change` N also where Alipay is not sure: then only the query of the refund tells. */
function present({ isNew, refund, trade }: RefundOutcome, isUnsure: boolean): Answer {
  const fundChange = isNew && !isUnsure ? 'Y' : 'N'
  const node = success({
    buyer_logon_id: '138****0000',
    buyer_open_id: trade.buyer,
    fund_change: fundChange,
    gmt_refund_pay: dateTime(refund.refundedAtMs),
    out_trade_no: trade.outTradeNo,
    refund_fee: toYuan(refundedFen(trade)),
    send_back_fee: toYuan(refund.refundFen),
    trade_no: trade.tradeNo,
  })
  return { node, note: `退款 ¥${toYuan(refund.refundFen)} · fund_change ${fundChange}` }
}
