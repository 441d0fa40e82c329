import { ok, refuse } from '../../gateway/result'
import type { Context, Method } from '../context'
import { takePayment } from './payment'
import { findTrade } from './find-trade'
import { REFUSALS } from '../wire/refusal'
import { closeTrade, type Trade } from './trade'
import { tradeNumbers } from './query'

/** 统一收单交易关闭接口 (opendocs.alipay.com/open/02o6e8): only unpaid trades. */
export const tradeClose: Method = {
  name: 'alipay.trade.close',
  operation: 'close',
  faults: ['pays-before', 'pays-after'],
  answer(context, { content, fault }) {
    const { books, service, deadlines } = context
    const numbers = tradeNumbers.safeParse(content)
    if (!numbers.success) return refuse(REFUSALS.badParameter)
    if (fault?.kind === 'pays-before') payMeanwhile(context, findTrade(context, numbers.data))
    const trade = findTrade(context, numbers.data)
    if (!trade) return refuse(REFUSALS.unknownTrade)
    const closed = closeTrade(trade, service.clock.now())
    if (!closed.ok) return closed
    const { outTradeNo, tradeNo } = closed.value
    books.trades.put(tradeNo, closed.value)
    deadlines.forget(tradeNo)
    if (fault?.kind === 'pays-after') takePayment(context, closed.value)
    return ok({ fields: { out_trade_no: outTradeNo, trade_no: tradeNo }, note: '已关闭' })
  },
}

/** The buyer pays before the close. */
function payMeanwhile(context: Context, trade: Trade | undefined): void {
  if (trade?.status === 'WAIT_BUYER_PAY') takePayment(context, trade)
}
