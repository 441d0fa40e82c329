import { ok, refuse, type Result } from '../../gateway/result'
import { toYuan } from '../../gateway/yuan'
import type { FaultRule } from '../../faults'
import type { Answer } from '../wire/answer'
import { type Context, drawPrepayId, type Endpoint } from '../context'
import { isSubMerchant } from '../merchants'
import { isNotifyUrl } from '../notice/notify-url'
import { paramError, parseAs } from '../wire/parse'
import { takePayment } from './payment'
import { partnerPrepayRequest, type PrepayRequest, prepayRequest } from './prepay-request'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { openTrade, repeatTrade } from './trade'

/** Independent of time_expire (排障手册, 六.1). */
export const PREPAY_LIFETIME_MS = 2 * 3_600_000

/** JSAPI下单, which mini-programs use too. */
export const prepay: Endpoint = {
  operation: 'prepay',
  faults: ['pays-before-reply'],
  method: 'POST',
  path: '/v3/pay/transactions/jsapi',
  answer: (context, request) =>
    open(context, parseAs(prepayRequest, request.body, 'body'), request.fault),
}

/** The same, by a service provider for their sub-merchant. */
export const partnerPrepay: Endpoint = {
  ...prepay,
  path: '/v3/pay/partner/transactions/jsapi',
  answer: (context, request) =>
    open(context, parseAs(partnerPrepayRequest, request.body, 'body'), request.fault),
}

function open(
  context: Context,
  parsed: Result<PrepayRequest, WechatPayRefusal>,
  fault: FaultRule | null,
): Result<Answer, WechatPayRefusal> {
  const request = checked(context, parsed)
  if (!request.ok) return request
  const nowMs = context.service.clock.now()
  const outTradeNo = request.value.out_trade_no
  const known = context.books.trades.get(outTradeNo)
  const trade = known
    ? repeatTrade(known, request.value, nowMs, context.switches.mayExpireElsewhen)
    : ok(openTrade(request.value, nowMs))
  if (!trade.ok) return trade
  const prepayId = drawPrepayId(context)
  context.books.trades.put(outTradeNo, trade.value)
  context.books.prepays.put(prepayId, { outTradeNo, expiresAtMs: nowMs + PREPAY_LIFETIME_MS })
  const note = `¥${toYuan(request.value.amount.total)} → prepay_id`
  const answer = { body: { prepay_id: prepayId }, note }
  const isPaidAtOnce = fault?.kind === 'pays-before-reply' && trade.value.state === 'NOTPAY'
  return ok(isPaidAtOnce ? { ...answer, after: takePayment(context, trade.value).told } : answer)
}

function checked(
  { keys, switches }: Context,
  parsed: Result<PrepayRequest, WechatPayRefusal>,
): Result<PrepayRequest, WechatPayRefusal> {
  if (!parsed.ok) return parsed
  const { appid, mchid, notify_url: notifyUrl, sub_mchid: subMchid } = parsed.value
  if (mchid !== keys.mchid) return refuse(REFUSALS.mchidMismatch)
  if (subMchid !== undefined && !isSubMerchant(keys, subMchid)) return refuse(REFUSALS.noAuthority)
  if (appid !== keys.appId) return refuse(REFUSALS.appidMismatch)
  if (!isNotifyUrl(notifyUrl, switches.loopbackNotifyUrls)) {
    return refuse(paramError('body', ['notify_url'], notifyUrl, '通知地址不合法'))
  }
  return parsed
}
