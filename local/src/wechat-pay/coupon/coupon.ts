import { ok, refuse, type Result } from '../../gateway/result'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import type { StockRequest } from './stock-request'
import { isUsableAt } from './validity'

interface CouponFacts {
  readonly stockId: string
  readonly code: string
  readonly openId: string
  /** The sender's number: each gives one coupon to one person. */
  readonly sendRequestNo: string
  readonly receivedAtMs: number
  readonly fromMs: number
  /** The first instant after expiry. */
  readonly untilMs: number
  /** The order that it is associated with, for the provider's statistics. */
  readonly outTradeNo?: string
}

export type AvailableCoupon = CouponFacts & { readonly state: 'SENDED' }
export type UsedCoupon = CouponFacts & {
  readonly state: 'USED'
  readonly useRequestNo: string
  readonly usedAtMs: number
}
export type Coupon =
  AvailableCoupon | UsedCoupon | (CouponFacts & { readonly state: 'DEACTIVATED' })

export type CouponState = Coupon['state'] | 'EXPIRED'

/** Codes are unique within their stock only. */
export const couponKey = (stockId: string, code: string): string => `${stockId} ${code}`

/** Expiry is computed, never stored. */
export const stateOf = ({ state, untilMs }: Coupon, nowMs: number): CouponState =>
  state === 'SENDED' && nowMs >= untilMs ? 'EXPIRED' : state

/** 核销. */
export function useCoupon(
  coupon: Coupon,
  rule: StockRequest['coupon_use_rule'],
  use: { readonly useRequestNo: string; readonly usedAtMs: number },
): Result<UsedCoupon, WechatPayRefusal> {
  if (coupon.state === 'USED') return refuse(REFUSALS.couponUsed)
  if (coupon.state === 'DEACTIVATED') return refuse(REFUSALS.couponNotAvailable)
  const { fromMs, untilMs } = coupon
  const isInTime = use.usedAtMs >= fromMs && use.usedAtMs < untilMs
  if (!isInTime || !isUsableAt(rule.coupon_available_time, use.usedAtMs)) {
    return refuse(REFUSALS.couponOutOfTime)
  }
  return ok({ ...coupon, ...use, state: 'USED' })
}

/** 退券: restores the state before use, which may have expired. */
export function returnCoupon(coupon: Coupon): Result<AvailableCoupon, WechatPayRefusal> {
  if (coupon.state !== 'USED') return refuse(REFUSALS.couponNotUsed)
  const { useRequestNo: _useRequestNo, usedAtMs: _usedAtMs, ...facts } = coupon
  return ok({ ...facts, state: 'SENDED' })
}

/** 失效: it can no longer be used. */
export function deactivateCoupon(coupon: Coupon, nowMs: number): Result<Coupon, WechatPayRefusal> {
  if (stateOf(coupon, nowMs) !== 'SENDED') return refuse(REFUSALS.couponNotAvailable)
  return ok({ ...coupon, state: 'DEACTIVATED' })
}

/** 关联订单信息: of a usable coupon, with one order at a time. */
export function associateCoupon(
  coupon: Coupon,
  outTradeNo: string,
  nowMs: number,
): Result<Coupon, WechatPayRefusal> {
  const isFree = coupon.outTradeNo === undefined || coupon.outTradeNo === outTradeNo
  if (stateOf(coupon, nowMs) !== 'SENDED' || !isFree) return refuse(REFUSALS.couponNotAvailable)
  return ok({ ...coupon, outTradeNo })
}

export function disassociateCoupon(
  coupon: Coupon,
  outTradeNo: string,
): Result<Coupon, WechatPayRefusal> {
  if (coupon.outTradeNo !== outTradeNo) return refuse(REFUSALS.notAssociated)
  const { outTradeNo: _outTradeNo, ...rest } = coupon
  return ok(rest)
}
