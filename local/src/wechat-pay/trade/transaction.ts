import { rfc3339 } from '../../gateway/china-time'
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
  const { amount, attach, out_trade_no, scene_info } = trade.request
  const { payer, ...owner } = ownerOf(trade)
  const shared = {
    ...owner,
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

/** Application, merchant and payer, by the names that merchants or service providers see. */
function ownerOf({ request: { appid, mchid, payer, sub_mchid } }: Trade) {
  if (sub_mchid === undefined) return { appid, mchid, payer }
  const sub = { sub_mchid, payer: { sp_openid: payer.openid } }
  return { sp_appid: appid, sp_mchid: mchid, ...sub }
}
