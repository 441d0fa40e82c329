import { z } from 'zod'
import { rfc3339 } from '../../gateway/china-time'
import { ok, refuse } from '../../gateway/result'
import type { Books } from '../books'
import type { Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'
import { type Coupon, stateOf } from './coupon'
import { couponsHeldBy } from './coupon-counter'
import { stockId } from './stock-request'

const merchant = z.string().min(1).max(32).optional()
const wholeNumber = z.string().regex(/^\d{1,9}$/)

const filter = z.strictObject({
  appid: z.string().min(1).max(32),
  stock_id: stockId.optional(),
  coupon_state: z.enum(['SENDED', 'USED', 'EXPIRED']).optional(),
  creator_merchant: merchant,
  belong_merchant: merchant,
  sender_merchant: merchant,
  offset: wholeNumber.default('0').transform(Number),
  limit: wholeNumber.default('20').transform(Number),
})

const LIMIT_MAX = 100

/** 根据过滤条件查询用户券. Without their descriptions, since July 2020. */
export const listCouponsOfUser: Endpoint = {
  operation: 'coupon-list',
  method: 'GET',
  path: '/v3/marketing/busifavor/users/:openid/coupons',
  answer({ books, service, keys }, { params, query }) {
    const parsed = parseAs(filter, query, 'query')
    if (!parsed.ok) return parsed
    const { appid, coupon_state: state, limit, offset, stock_id: only } = parsed.value
    if (appid !== keys.appId) return refuse(REFUSALS.appidMismatch)
    const { belong_merchant, creator_merchant, sender_merchant } = parsed.value
    const merchants = [belong_merchant, creator_merchant, sender_merchant]
    const isOurs = merchants.every((mchid) => mchid === undefined || mchid === keys.mchid)
    const nowMs = service.clock.now()
    const found = couponsHeldBy(books, params['openid'] ?? '').filter(
      (coupon) =>
        isOurs &&
        (only === undefined || coupon.stockId === only) &&
        (state === undefined || stateOf(coupon, nowMs) === state),
    )
    const page = found.slice(offset, offset + Math.min(limit, LIMIT_MAX))
    const body = {
      total_count: found.length,
      offset,
      limit,
      data: page.map((coupon) => withoutDescription(presentCoupon(books, coupon, nowMs))),
    }
    return ok({ body, note: `${found.length} 张券` })
  },
}

/** 查询用户券详情. */
export const queryCouponOfUser: Endpoint = {
  operation: 'coupon-query',
  method: 'GET',
  path: '/v3/marketing/busifavor/users/:openid/coupons/:coupon_code/appids/:appid',
  answer({ books, service, keys }, { params }) {
    if (params['appid'] !== keys.appId) return refuse(REFUSALS.appidMismatch)
    const coupon = couponsHeldBy(books, params['openid'] ?? '').find(
      ({ code }) => code === params['coupon_code'],
    )
    if (!coupon) return refuse(REFUSALS.unknownCoupon)
    const nowMs = service.clock.now()
    const body = presentCoupon(books, coupon, nowMs)
    return ok({ body, note: `券 ${coupon.code} · ${body.coupon_state}` })
  },
}

function presentCoupon(books: Books, coupon: Coupon, nowMs: number) {
  const stock = books.stocks.get(coupon.stockId)
  if (!stock) throw new Error('a coupon without a stock')
  const { comment, coupon_use_rule, custom_entrance, display_pattern_info } = stock.request
  const { shareable = false, transferable = false } = stock.request.stock_send_rule
  const { belong_merchant, goods_name, stock_name, stock_type } = stock.request
  return {
    ...{ belong_merchant, stock_name, goods_name, stock_type, transferable, shareable },
    ...(comment === undefined ? {} : { comment }),
    coupon_state: stateOf(coupon, nowMs),
    display_pattern_info: display_pattern_info ?? {},
    coupon_use_rule,
    ...(custom_entrance === undefined ? {} : { custom_entrance }),
    coupon_code: coupon.code,
    stock_id: coupon.stockId,
    available_start_time: rfc3339(coupon.fromMs),
    expire_time: rfc3339(coupon.untilMs),
    receive_time: rfc3339(coupon.receivedAtMs),
    send_request_no: coupon.sendRequestNo,
    ...(coupon.state === 'USED'
      ? { use_request_no: coupon.useRequestNo, use_time: rfc3339(coupon.usedAtMs) }
      : {}),
    ...(coupon.outTradeNo === undefined ? {} : { associate_out_trade_no: coupon.outTradeNo }),
  }
}

function withoutDescription(presented: ReturnType<typeof presentCoupon>) {
  const { description: _description, ...pattern } = presented.display_pattern_info
  return { ...presented, display_pattern_info: pattern }
}
