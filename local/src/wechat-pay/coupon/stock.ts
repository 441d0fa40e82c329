import { compactDate } from '../../gateway/china-time'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Coupon } from './coupon'
import type { StockRequest } from './stock-request'

/** 批次: a merchant's offer of identical coupons. */
export interface Stock {
  readonly stockId: string
  readonly request: StockRequest
  readonly createdAtMs: number
  /** Current limits; a merchant may raise them. */
  readonly couponsMax: number
  readonly couponsByDayMax: number | null
}

/** Reasons for a refused claim; the codes are those of the mini-program's plug-in. */
export type ClaimRefusal =
  | { readonly code: 'PARAM_ERROR'; readonly words: '发券参数错误' }
  | { readonly code: 'NOTRUNNING'; readonly words: '活动未开始或已结束' }
  | { readonly code: 'USERLIMIT'; readonly words: '领取数量已达上限' }
  | { readonly code: 'DAYLIMIT'; readonly words: '今日已领完' }
  | { readonly code: 'NOTENOUGH'; readonly words: '券已领完' }

/** 已停止 when its coupons can no longer be used. */
export const stateOf = ({ request }: Stock, nowMs: number): 'RUNNING' | 'STOPED' =>
  nowMs < endOf(request) ? 'RUNNING' : 'STOPED'

/** Number issued of a stock, in total and on the day of `nowMs`. */
export function countSent(sent: readonly Coupon[], { request }: Stock, nowMs: number) {
  const discountFen = request.coupon_use_rule.fixed_normal_coupon?.discount_amount ?? 0
  const today = sent.filter(({ receivedAtMs }) => compactDate(receivedAtMs) === compactDate(nowMs))
  return {
    total_send_num: sent.length,
    total_send_amount: sent.length * discountFen,
    today_send_num: today.length,
    today_send_amount: today.length * discountFen,
  }
}

/** `sent`: every issued coupon of this stock, of all holders and in all states. */
export function checkSendable(
  stock: Stock,
  sent: readonly Coupon[],
  openId: string,
  nowMs: number,
): Result<null, ClaimRefusal> {
  const { couponsByDayMax, couponsMax, request } = stock
  const { max_amount, max_amount_by_day, max_coupons_per_user } = request.stock_send_rule
  if (stateOf(stock, nowMs) !== 'RUNNING') {
    return refuse({ code: 'NOTRUNNING', words: '活动未开始或已结束' })
  }
  const own = sent.filter((coupon) => coupon.openId === openId)
  if (own.length >= max_coupons_per_user) {
    return refuse({ code: 'USERLIMIT', words: '领取数量已达上限' })
  }
  const { today_send_amount, today_send_num, total_send_amount } = countSent(sent, stock, nowMs)
  const discountFen = request.coupon_use_rule.fixed_normal_coupon?.discount_amount ?? 0
  const isOut =
    sent.length >= couponsMax || total_send_amount + discountFen > (max_amount ?? Infinity)
  if (isOut) return refuse({ code: 'NOTENOUGH', words: '券已领完' })
  const isOutToday =
    today_send_num >= (couponsByDayMax ?? Infinity) ||
    today_send_amount + discountFen > (max_amount_by_day ?? Infinity)
  return isOutToday ? refuse({ code: 'DAYLIMIT', words: '今日已领完' }) : ok(null)
}

export const endOf = ({ coupon_use_rule: { coupon_available_time: rule } }: StockRequest): number =>
  Date.parse(rule.available_end_time)
