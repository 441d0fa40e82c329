import { rfc3339 } from '../gateway/china-time'
import { isPaid, type Trade, type TradeState } from './trade'

const DESCRIPTIONS: Readonly<Record<TradeState, string>> = {
  NOTPAY: '订单未支付',
  USERPAYING: '用户支付中',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  CLOSED: '订单已关闭',
}

/** A trade as queries and notifications show it (pay.weixin.qq.com/doc/v3/merchant/4012791859). */
export function presentTransaction(trade: Trade): Readonly<Record<string, unknown>> {
  const { amount, appid, attach, mchid, out_trade_no, payer, scene_info } = trade.request
  const shared = {
    appid,
    mchid,
    out_trade_no,
    promotion_detail: [],
    scene_info: { device_id: scene_info?.device_id ?? '' },
    trade_state: trade.state,
    trade_state_desc: DESCRIPTIONS[trade.state],
  }
  if (!isPaid(trade)) {
    return { amount: { payer_currency: 'CNY', total: amount.total }, ...shared }
  }
  return {
    amount: {
      currency: 'CNY',
      payer_currency: 'CNY',
      payer_total: amount.total,
      total: amount.total,
    },
    ...shared,
    attach: attach ?? '',
    bank_type: 'OTHERS',
    payer,
    success_time: rfc3339(trade.paidAtMs),
    trade_type: 'JSAPI',
    transaction_id: trade.transactionId,
  }
}
