import type { z } from 'zod'
import { rfc3339 } from '../../gateway/china-time'
import { once } from '../../gateway/once'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context, Endpoint } from '../context'
import { paramError, parseAs } from '../wire/parse'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import {
  associateCoupon,
  type Coupon,
  couponKey,
  deactivateCoupon,
  disassociateCoupon,
  returnCoupon,
  useCoupon,
} from './coupon'
import {
  associationRequest,
  deactivateRequest,
  returnRequest,
  type UseRequest,
  useRequest,
} from './stock-request'
import type { Answer } from '../wire/answer'

/** 核销用户的券. It moves no money. */
export const useCouponOfUser: Endpoint = {
  operation: 'coupon-use',
  method: 'POST',
  path: '/v3/marketing/busifavor/coupons/use',
  answer(context, { body }) {
    const parsed = parseAs(useRequest, body, 'body')
    if (!parsed.ok) return parsed
    const { value: asked } = parsed
    if (asked.appid !== context.keys.appId) return refuse(REFUSALS.appidMismatch)
    const found = findUsable(context, asked)
    if (!found.ok) return found
    const { openId, stockId } = found.value
    if (asked.openid !== undefined && asked.openid !== openId) return refuse(REFUSALS.unknownUser)
    const request = { verb: 'use', number: asked.use_request_no, asked }
    return once(context.books.couponRequests, request, REFUSALS.changedCouponRequest, () => {
      const usedAtMs = context.service.clock.now()
      const rule = context.books.stocks.get(stockId)?.request.coupon_use_rule
      if (!rule) throw new Error('a coupon without a stock')
      const use = { useRequestNo: asked.use_request_no, usedAtMs }
      const used = useCoupon(found.value, rule, use)
      if (!used.ok) return used
      keep(context, used.value)
      const told = { stock_id: stockId, openid: openId, wechatpay_use_time: rfc3339(usedAtMs) }
      return ok({ body: told, note: `核销 ${asked.coupon_code}` })
    })
  },
}

/** Generated codes are sufficient; the merchant's own need the stock as well. */
function findUsable(
  { books }: Context,
  { coupon_code: code, stock_id: stockId }: UseRequest,
): Result<Coupon, WechatPayRefusal> {
  const coupon =
    stockId === undefined
      ? books.coupons.all().find(({ value }) => value.code === code)?.value
      : books.coupons.get(couponKey(stockId, code))
  if (!coupon) return refuse(REFUSALS.unknownCoupon)
  const mode = books.stocks.get(coupon.stockId)?.request.coupon_code_mode
  const needsStock = stockId === undefined && mode !== 'WECHATPAY_MODE'
  return needsStock ? refuse(paramError('body', ['stock_id'], undefined, '必填')) : ok(coupon)
}

const keep = ({ books }: Context, coupon: Coupon): void =>
  books.coupons.put(couponKey(coupon.stockId, coupon.code), coupon)

interface Verb<Request> {
  readonly name: string
  readonly request: z.ZodType<Request>
  readonly numberOf: (request: Request) => string
  readonly decide: (
    coupon: Coupon,
    request: Request,
    nowMs: number,
  ) => Result<Coupon, WechatPayRefusal>
  /** Name of the reply's field with the time. */
  readonly doneAt: string
}

/** All other verbs name stock and code, are idempotent by their number, and return the time. */
const endpoint = <Request extends { stock_id: string; coupon_code: string }>(
  verb: Verb<Request>,
): Endpoint => ({
  operation: `coupon-${verb.name}`,
  method: 'POST',
  path: `/v3/marketing/busifavor/coupons/${verb.name}`,
  answer(context, { body }): Result<Answer, WechatPayRefusal> {
    const parsed = parseAs(verb.request, body, 'body')
    if (!parsed.ok) return parsed
    const { value: asked } = parsed
    const coupon = context.books.coupons.get(couponKey(asked.stock_id, asked.coupon_code))
    if (!coupon) return refuse(REFUSALS.unknownCoupon)
    const request = { verb: verb.name, number: verb.numberOf(asked), asked }
    return once(context.books.couponRequests, request, REFUSALS.changedCouponRequest, () => {
      const nowMs = context.service.clock.now()
      const decided = verb.decide(coupon, asked, nowMs)
      if (!decided.ok) return decided
      keep(context, decided.value)
      const note = `券 ${asked.coupon_code} · ${decided.value.state}`
      return ok({ body: { [verb.doneAt]: rfc3339(nowMs) }, note })
    })
  },
})

/** 申请退券. */
export const returnCouponOfUser = endpoint({
  name: 'return',
  request: returnRequest,
  numberOf: (request) => request.return_request_no,
  decide: (coupon) => returnCoupon(coupon),
  doneAt: 'wechatpay_return_time',
})

/** 使券失效. */
export const deactivateCouponOfUser = endpoint({
  name: 'deactivate',
  request: deactivateRequest,
  numberOf: (request) => request.deactivate_request_no,
  decide: (coupon, _request, nowMs) => deactivateCoupon(coupon, nowMs),
  doneAt: 'wechatpay_deactivate_time',
})

/** 关联订单信息. */
export const associateOrder = endpoint({
  name: 'associate',
  request: associationRequest,
  numberOf: (request) => request.out_request_no,
  decide: (coupon, { out_trade_no }, nowMs) => associateCoupon(coupon, out_trade_no, nowMs),
  doneAt: 'wechatpay_associate_time',
})

/** 取消关联订单信息. */
export const disassociateOrder = endpoint({
  name: 'disassociate',
  request: associationRequest,
  numberOf: (request) => request.out_request_no,
  decide: (coupon, { out_trade_no }) => disassociateCoupon(coupon, out_trade_no),
  doneAt: 'wechatpay_disassociate_time',
})
