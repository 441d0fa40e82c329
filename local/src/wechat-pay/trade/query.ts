import { ok, refuse, type Result } from '../../gateway/result'
import { toYuan } from '../../gateway/yuan'
import { callerForm, ownTrade } from '../merchants'
import type { Context, Endpoint, MerchantRequest } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { tradeAt } from './trade'
import { presentTransaction } from './transaction'
import type { Answer } from '../wire/answer'

/** 商户订单号查询订单. */
export const queryByOutTradeNo: Endpoint = {
  operation: 'query',
  method: 'GET',
  path: '/v3/pay/transactions/out-trade-no/:out_trade_no',
  answer: (context, request) => query(context, request, request.params['out_trade_no']),
}

/** The same, by a service provider for their sub-merchant. */
export const partnerQuery: Endpoint = {
  ...queryByOutTradeNo,
  path: '/v3/pay/partner/transactions/out-trade-no/:out_trade_no',
}

/** 微信支付订单号查询订单: only paid trades have such a number. */
export const queryByTransactionId: Endpoint = {
  operation: 'query',
  method: 'GET',
  path: '/v3/pay/transactions/id/:transaction_id',
  answer(context, request) {
    const transactionId = request.params['transaction_id'] ?? ''
    return query(context, request, context.books.transactions.get(transactionId))
  },
}

function query(
  context: Context,
  request: MerchantRequest,
  outTradeNo: string | undefined,
): Result<Answer, WechatPayRefusal> {
  const { keys, service } = context
  const parameters = parseAs(callerForm, request.query, 'query')
  if (!parameters.ok) return parameters
  if (parameters.value.mchid !== keys.mchid) return refuse(REFUSALS.mchidMismatch)
  const known = ownTrade(context, outTradeNo, parameters.value.sub_mchid)
  if (!known) return refuse(REFUSALS.unknownTrade)
  const trade = tradeAt(known, service.clock.now())
  const note = `¥${toYuan(trade.request.amount.total)} · ${trade.state}`
  return ok({ body: presentTransaction(trade), note })
}
