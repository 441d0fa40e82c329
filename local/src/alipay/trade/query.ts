import { z } from 'zod'
import { dateTime } from '../../gateway/china-time'
import { ok, refuse } from '../../gateway/result'
import { toYuan } from '../../gateway/yuan'
import { type Method } from '../context'
import { findTrade } from './find-trade'
import { REFUSALS } from '../wire/refusal'
import { isPaid, type Trade, tradeAt } from './trade'

/** One of the two is required; Alipay's own takes precedence. */
export const tradeNumbers = z
  .object({
    trade_no: z.string().min(1).max(64).optional(),
    out_trade_no: z.string().min(1).max(64).optional(),
  })
  .refine(({ out_trade_no, trade_no }) => out_trade_no !== undefined || trade_no !== undefined)

/** 统一收单交易查询 (opendocs.alipay.com/open/02ekfh). */
export const tradeQuery: Method = {
  name: 'alipay.trade.query',
  operation: 'query',
  answer(context, { content }) {
    const numbers = tradeNumbers.safeParse(content)
    if (!numbers.success) return refuse(REFUSALS.badParameter)
    const known = findTrade(context, numbers.data)
    if (!known) return refuse(REFUSALS.unknownTrade)
    const trade = tradeAt(known, context.service.clock.now())
    return ok({
      fields: presentTrade(trade),
      note: `¥${toYuan(trade.totalFen)} · ${trade.status}`,
    })
  },
}

function presentTrade(trade: Trade): object {
  const total = toYuan(trade.totalFen)
  const paid = isPaid(trade) ? total : '0.00'
  return {
    buyer_logon_id: '138****0000',
    buyer_open_id: trade.buyer,
    buyer_pay_amount: paid,
    ...(isPaid(trade)
      ? { fund_bill_list: [{ amount: total, fund_channel: 'ALIPAYACCOUNT' }] }
      : {}),
    invoice_amount: paid,
    out_trade_no: trade.outTradeNo,
    point_amount: '0.00',
    receipt_amount: paid,
    ...(isPaid(trade) ? { send_pay_date: dateTime(trade.paidAtMs) } : {}),
    total_amount: total,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
  }
}
