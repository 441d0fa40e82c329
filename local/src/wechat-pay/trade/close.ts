import { ok, refuse } from '../../gateway/result'
import type { Context, Endpoint } from '../context'
import { callerForm, ownTrade } from '../merchants'
import { parseAs } from '../wire/parse'
import { takePayment } from './payment'
import { REFUSALS } from '../wire/refusal'
import { closeTrade } from './trade'

/** 关闭订单: only unpaid trades; repeatable. */
export const close: Endpoint = {
  operation: 'close',
  faults: ['pays-before', 'pays-after'],
  method: 'POST',
  path: '/v3/pay/transactions/out-trade-no/:out_trade_no/close',
  answer(context, { body, fault, params }) {
    const { books, service, keys, switches } = context
    const request = parseAs(callerForm, body, 'body')
    if (!request.ok) return request
    if (request.value.mchid !== keys.mchid) return refuse(REFUSALS.mchidMismatch)
    const outTradeNo = params['out_trade_no'] ?? ''
    if (fault?.kind === 'pays-before') payMeanwhile(context, outTradeNo)
    const known = ownTrade(context, outTradeNo, request.value.sub_mchid)
    if (!known) return refuse(REFUSALS.unknownTrade)
    const closed = closeTrade(known, service.clock.now(), switches.closableAfterMs)
    if (!closed.ok) return closed
    books.trades.put(outTradeNo, closed.value)
    if (fault?.kind === 'pays-after') takePayment(context, closed.value)
    return ok({ body: null, note: '已关闭' })
  },
}

/** The same, by a service provider for their sub-merchant. */
export const partnerClose: Endpoint = {
  ...close,
  path: '/v3/pay/partner/transactions/out-trade-no/:out_trade_no/close',
}

/** The payer pays before the close. */
function payMeanwhile(context: Context, outTradeNo: string): void {
  const trade = context.books.trades.get(outTradeNo)
  if (trade?.state === 'NOTPAY') takePayment(context, trade)
}
