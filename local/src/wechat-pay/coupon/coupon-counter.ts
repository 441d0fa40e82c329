import { rfc3339 } from '../../gateway/china-time'
import { drawDigits, drawFresh } from '../../gateway/drawn'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Books } from '../books'
import type { Context } from '../context'
import { postNotice } from '../notice/notifications'
import { type AvailableCoupon, type Coupon, couponKey, type CouponState, stateOf } from './coupon'
import { checkSendable, type ClaimRefusal, type Stock } from './stock'
import { couponsOf } from './stock-endpoints'
import { validityOf } from './validity'

/** Argument of the page to the plug-in `send-coupon`, for one coupon. */
export interface CouponOffer {
  readonly stockId: string
  /** Idempotency key: one coupon for one person. */
  readonly outRequestNo: string
  /** Required for, and only for, stocks of MERCHANT_API. */
  readonly couponCode?: string | undefined
}

/** A coupon as its holder sees it (微信卡包). */
export interface HeldCoupon {
  readonly stockId: string
  readonly couponCode: string
  readonly name: string
  readonly state: CouponState
  readonly availableFromMs: number
  readonly expiresAtMs: number
}

/** The holder's side of 商家券, called by the wallet. */
export interface CouponCounter {
  /** Resolves when it is on disk. The merchant is notified by COUPON.SEND, if an address is set. */
  claimCoupon(offer: CouponOffer, openId: string): Promise<Result<HeldCoupon, ClaimRefusal>>
  /** Oldest first. */
  coupons(openId: string): readonly HeldCoupon[]
}

export function createCouponCounter(context: Context): CouponCounter {
  const { books, service } = context
  const present = (coupon: Coupon): HeldCoupon => ({
    stockId: coupon.stockId,
    couponCode: coupon.code,
    name: books.stocks.get(coupon.stockId)?.request.stock_name ?? '',
    state: stateOf(coupon, service.clock.now()),
    availableFromMs: coupon.fromMs,
    expiresAtMs: coupon.untilMs,
  })
  return {
    async claimCoupon(offer, openId) {
      const sent = send(context, offer, openId)
      if (!sent.ok) return sent
      await service.file.durable()
      return ok(present(sent.value))
    },
    coupons: (openId) => couponsHeldBy(books, openId).map(present),
  }
}

export const couponsHeldBy = ({ coupons }: Books, openId: string): readonly Coupon[] =>
  coupons
    .all()
    .map(({ value }) => value)
    .filter((coupon) => coupon.openId === openId)
    .sort((a, b) => a.receivedAtMs - b.receivedAtMs)

function send(context: Context, offer: CouponOffer, openId: string): Result<Coupon, ClaimRefusal> {
  const { books, service } = context
  const { outRequestNo, stockId } = offer
  const stock = books.stocks.get(stockId)
  if (!stock) return refuse({ code: 'PARAM_ERROR', words: '发券参数错误' })
  const sent = couponsOf(books, stockId)
  const known = sent.find(
    (coupon) => coupon.openId === openId && coupon.sendRequestNo === outRequestNo,
  )
  if (known) return ok(known)
  const nowMs = service.clock.now()
  const sendable = checkSendable(stock, sent, openId, nowMs)
  if (!sendable.ok) return sendable
  const code = drawCode(context, stock, offer.couponCode)
  if (!code.ok) return code
  const coupon: AvailableCoupon = {
    ...{ stockId, code: code.value, openId, sendRequestNo: outRequestNo, receivedAtMs: nowMs },
    ...validityOf(stock.request.coupon_use_rule.coupon_available_time, nowMs),
    state: 'SENDED',
  }
  books.coupons.put(couponKey(stockId, coupon.code), coupon)
  tellMerchant(context, stock, coupon)
  service.wire.record({
    atMs: nowMs,
    service: 'wechat-pay',
    title: '领券',
    detail: `${stock.request.stock_name} · ${coupon.code}`,
    outcome: 'ok',
    data: { stockId, couponCode: coupon.code },
  })
  return ok(coupon)
}

/** Generated, provided by the page, or one of the merchant's uploaded codes. */
function drawCode(
  { books, service }: Context,
  { request, stockId }: Stock,
  named: string | undefined,
): Result<string, ClaimRefusal> {
  const isTaken = (code: string) => books.coupons.get(couponKey(stockId, code)) !== undefined
  if (request.coupon_code_mode === 'MERCHANT_API') {
    const isGood = named !== undefined && /^[0-9A-Za-z\-_\\/=|]{1,32}$/.test(named)
    return isGood && !isTaken(named)
      ? ok(named)
      : refuse({ code: 'PARAM_ERROR', words: '发券参数错误' })
  }
  if (request.coupon_code_mode === 'WECHATPAY_MODE') {
    return ok(drawFresh(() => drawDigits(service.random, 22), isTaken))
  }
  const free = books.couponCodes
    .all()
    .filter(({ value }) => value.stockId === stockId && !isTaken(value.code))
  const picked = free[Math.floor(service.random() * free.length)]
  return picked ? ok(picked.value.code) : refuse({ code: 'NOTENOUGH', words: '券已领完' })
}

/**
 * 领券事件回调通知 (…/merchant-exclusive-coupon/coupon/busicoupon-send). It contains the openid only if the
 * stock names an app.
 */
function tellMerchant(context: Context, { request }: Stock, coupon: Coupon): void {
  const { books, keys } = context
  const url = books.couponCallbacks.get(keys.mchid)
  if (url === undefined) return
  void postNotice(context, {
    url,
    event: 'COUPON.SEND',
    summary: '商家券领券通知',
    originalType: 'coupon',
    outTradeNo: '',
    resource: {
      event_type: 'EVENT_TYPE_BUSICOUPON_SEND',
      coupon_code: coupon.code,
      stock_id: coupon.stockId,
      send_time: rfc3339(coupon.receivedAtMs),
      ...(request.notify_config ? { openid: coupon.openId } : {}),
      send_channel: 'BUSICOUPON_SEND_CHANNEL_MINIAPP',
      send_merchant: keys.mchid,
    },
  })
}
