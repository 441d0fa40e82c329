import { z } from 'zod'
import { dateTime } from '../../gateway/china-time'
import { ok, refuse, type Result } from '../../gateway/result'
import { parseYuan, toYuan } from '../../gateway/yuan'
import type { Context, Method } from '../context'
import { notifyStatus } from '../notice/notifications'
import { bookRefund, type ShareReturn } from './refund-money'
import { findTrade } from './find-trade'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import { type PaidTrade, refundedFen, type RefundOutcome, refundTrade } from './trade'
import { yuan } from './create'
import { tradeNumbers } from './query'
import type { Answer } from '../wire/answer'

const refundContent = z.intersection(
  tradeNumbers,
  z.object({
    refund_amount: yuan,
    out_request_no: z.string().min(1).max(64).optional(),
    refund_reason: z.string().max(256).optional(),
    refund_royalty_parameters: z
      .array(z.object({ trans_out: z.string().min(1).max(64), amount: yuan }))
      .max(50)
      .optional(),
  }),
)

/** 统一收单交易退款接口 (opendocs.alipay.com/open/02ekfk). A repeated number moves no money. */
export const tradeRefund: Method = {
  name: 'alipay.trade.refund',
  operation: 'refund',
  faults: ['unsure'],
  answer(context, { content, fault }) {
    const parsed = refundContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.badParameter)
    const outcome = refund(context, parsed.data)
    if (!outcome.ok) return outcome
    const isUnsure = fault?.kind === 'unsure'
    return ok(present(outcome.value, isUnsure))
  },
}

type RefundContent = z.infer<typeof refundContent>

function refund(context: Context, content: RefundContent): Result<RefundOutcome, AlipayRefusal> {
  const { out_request_no: requestNo, refund_amount: amount, refund_reason: reason } = content
  const refundFen = parseYuan(amount)
  const trade = findTrade(context, content)
  if (!trade) return refuse(REFUSALS.unknownTrade)
  if (refundFen === null || refundFen === 0) return refuse(REFUSALS.refundOfNothing)
  const request = { requestNo, refundFen, ...(reason ? { reason } : {}) }
  const outcome = refundTrade(trade, request, context.service.clock.now())
  if (!outcome.ok || !outcome.value.isNew) return outcome
  const returns = parseReturns(outcome.value.trade, content)
  if (!returns.ok) return returns
  const booked = bookRefund(context, outcome.value, returns.value)
  if (!booked.ok) return booked
  const refunded = outcome.value.trade
  context.books.trades.put(refunded.tradeNo, refunded)
  if (refunded.status !== 'TRADE_CLOSED' || context.switches.notifiesFullRefund) {
    void notifyStatus(context, refunded, outcome.value.refund)
  }
  return outcome
}

/** 退分账明细: from each receiver at most the share received. */
function parseReturns(
  trade: PaidTrade,
  { refund_royalty_parameters: told = [] }: RefundContent,
): Result<readonly ShareReturn[], AlipayRefusal> {
  const given = (transIn: string) =>
    trade.settlements
      .flatMap(({ shares }) => shares)
      .filter((share) => share.transIn === transIn && share.failure === null)
      .reduce((sum, { amountFen }) => sum + amountFen, 0)
  const returns = told.map(({ amount, trans_out: transOut }) => ({
    transOut,
    amountFen: parseYuan(amount) ?? 0,
  }))
  const isGood = returns.every(
    ({ amountFen, transOut }) => amountFen > 0 && amountFen <= given(transOut),
  )
  return isGood ? ok(returns) : refuse(REFUSALS.shareTooLarge)
}

/** `fund_change` N also means that Alipay is not sure: then only the refund query tells. */
function present({ isNew, refund, trade }: RefundOutcome, isUnsure: boolean): Answer {
  const fundChange = isNew && !isUnsure ? 'Y' : 'N'
  const fields = {
    buyer_logon_id: '138****0000',
    buyer_open_id: trade.buyer,
    fund_change: fundChange,
    gmt_refund_pay: dateTime(refund.refundedAtMs),
    out_trade_no: trade.outTradeNo,
    refund_fee: toYuan(refundedFen(trade)),
    send_back_fee: toYuan(refund.refundFen),
    trade_no: trade.tradeNo,
  }
  return { fields, note: `退款 ¥${toYuan(refund.refundFen)} · fund_change ${fundChange}` }
}
