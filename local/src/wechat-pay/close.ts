import { z } from 'zod'
import { ok, refuse } from '../gateway/result'
import type { Endpoint } from './desk'
import { parseAs } from './parse'
import { REFUSALS } from './refusal'
import { closeTrade } from './trade'

const closeRequest = z.strictObject({ mchid: z.string().min(1).max(32) })

/** 关闭订单: only what is unpaid, and as often as one likes. */
export const close: Endpoint = {
  operation: 'close',
  method: 'POST',
  path: '/v3/pay/transactions/out-trade-no/:out_trade_no/close',
  answer({ books, context, keys }, { body, params }) {
    const request = parseAs(closeRequest, body, 'body')
    if (!request.ok) return request
    if (request.value.mchid !== keys.mchid) return refuse(REFUSALS.mchidMismatch)
    const outTradeNo = params['out_trade_no'] ?? ''
    const known = books.trades.get(outTradeNo)
    if (!known) return refuse(REFUSALS.unknownTrade)
    const closed = closeTrade(known, context.clock.now())
    if (!closed.ok) return closed
    books.trades.put(outTradeNo, closed.value)
    return ok({ body: null, note: '已关闭' })
  },
}
