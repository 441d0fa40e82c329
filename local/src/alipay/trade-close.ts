import { ok, refuse } from '../gateway/result'
import { findTrade } from './books'
import { type Method, success } from './desk'
import { REFUSALS } from './refusal'
import { closeTrade } from './trade'
import { tradeNumbers } from './trade-query'

/** 统一收单交易关闭接口 (opendocs.alipay.com/open/02o6e8): only what waits for its buyer. */
export const tradeClose: Method = {
  name: 'alipay.trade.close',
  operation: 'close',
  answer({ books, context, deadlines }, { content }) {
    const numbers = tradeNumbers.safeParse(content)
    if (!numbers.success) return refuse(REFUSALS.badParameter)
    const trade = findTrade(books, numbers.data)
    if (!trade) return refuse(REFUSALS.unknownTrade)
    const closed = closeTrade(trade, context.clock.now())
    if (!closed.ok) return closed
    const { outTradeNo, tradeNo } = closed.value
    books.trades.put(tradeNo, closed.value)
    deadlines.forget(tradeNo)
    return ok({ node: success({ out_trade_no: outTradeNo, trade_no: tradeNo }), note: '已关闭' })
  },
}
