import { z } from 'zod'
import { dateTime } from '../../gateway/china-time'
import { ok, refuse } from '../../gateway/result'
import { toYuan } from '../../gateway/yuan'
import { type Method } from '../context'
import { findTrade } from './find-trade'
import { REFUSALS } from '../wire/refusal'
import { isPaid } from './trade'
import { tradeNumbers } from './query'

const refundQueryContent = z.intersection(
  tradeNumbers,
  z.object({
    out_request_no: z.string().min(1).max(64),
    query_options: z.array(z.string()).optional(),
  }),
)

/** 统一收单交易退款查询 (opendocs.alipay.com/open/02ekfl). Success without fields: not refunded. */
export const refundQuery: Method = {
  name: 'alipay.trade.fastpay.refund.query',
  operation: 'refund-query',
  answer(context, { content }) {
    const parsed = refundQueryContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const { out_request_no: requestNo, query_options: options = [] } = parsed.data
    const trade = findTrade(context, parsed.data)
    if (!trade) return refuse(REFUSALS.unknownTrade)
    const refunds = isPaid(trade) ? trade.refunds : []
    const refund = refunds.find((known) => known.requestNo === requestNo)
    if (!refund) return ok({ fields: {}, note: '没有这笔退款' })
    const fields = {
      ...(options.includes('gmt_refund_pay')
        ? { gmt_refund_pay: dateTime(refund.refundedAtMs) }
        : {}),
      out_request_no: requestNo,
      out_trade_no: trade.outTradeNo,
      refund_amount: toYuan(refund.refundFen),
      ...(refund.reason === undefined ? {} : { refund_reason: refund.reason }),
      refund_status: 'REFUND_SUCCESS',
      total_amount: toYuan(trade.totalFen),
      trade_no: trade.tradeNo,
    }
    return ok({ fields, note: `退款 ¥${toYuan(refund.refundFen)} · REFUND_SUCCESS` })
  },
}
