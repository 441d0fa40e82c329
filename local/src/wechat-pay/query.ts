import { z } from 'zod'
import { ok, refuse, type Result } from '../gateway/result'
import { toYuan } from '../gateway/yuan'
import type { Desk, Endpoint, MerchantRequest } from './desk'
import { parseAs } from './parse'
import { REFUSALS, type WechatPayRefusal } from './refusal'
import { tradeAt } from './trade'
import { presentTransaction } from './transaction'
import type { Answer } from './answer'

/** 商户订单号查询订单. */
export const queryByOutTradeNo: Endpoint = {
  operation: 'query',
  method: 'GET',
  path: '/v3/pay/transactions/out-trade-no/:out_trade_no',
  answer: (desk, request) => query(desk, request, request.params['out_trade_no']),
}

/** 微信支付订单号查询订单: only paid trades have such a number. */
export const queryByTransactionId: Endpoint = {
  operation: 'query',
  method: 'GET',
  path: '/v3/pay/transactions/id/:transaction_id',
  answer(desk, request) {
    const transactionId = request.params['transaction_id'] ?? ''
    return query(desk, request, desk.books.transactions.get(transactionId))
  },
}

const queryParameters = z.strictObject({ mchid: z.string().min(1).max(32) })

function query(
  { books, context, keys }: Desk,
  request: MerchantRequest,
  outTradeNo: string | undefined,
): Result<Answer, WechatPayRefusal> {
  const parameters = parseAs(queryParameters, request.query, 'query')
  if (!parameters.ok) return parameters
  if (parameters.value.mchid !== keys.mchid) return refuse(REFUSALS.mchidMismatch)
  const known = outTradeNo === undefined ? undefined : books.trades.get(outTradeNo)
  if (!known) return refuse(REFUSALS.unknownTrade)
  const trade = tradeAt(known, context.clock.now())
  const note = `¥${toYuan(trade.request.amount.total)} · ${trade.state}`
  return ok({ body: presentTransaction(trade), note })
}
