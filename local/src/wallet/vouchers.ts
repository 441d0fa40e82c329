import { z } from 'zod'
import type {
  HeldVoucher as AlipayVoucher,
  VoucherCounter,
} from '../alipay/voucher/voucher-counter'
import { ok, refuse, type Result } from '../gateway/result'
import type { CouponCounter, HeldCoupon } from '../wechat-pay/coupon/coupon-counter'
import type { NoPayment } from './payments'
import type { HeldVoucher } from './wallet-call'

/** One wallet's 卡包. */
export interface Vouchers {
  /** `request` is the page's argument to the wallet. */
  claim(request: unknown, openId: string): Promise<Result<HeldVoucher, NoPayment>>
  held(openId: string): readonly HeldVoucher[]
}

/** One of the `send_coupon_params` of the plug-in `send-coupon`. */
const couponRequest = z.object({
  stock_id: z.string(),
  out_request_no: z.string(),
  coupon_code: z.string().optional(),
})

export const wechatVouchers = (counter: CouponCounter): Vouchers => ({
  async claim(request, openId) {
    const parsed = couponRequest.safeParse(request)
    if (!parsed.success) return refuse({ words: '领券参数不完整' })
    const { coupon_code: couponCode, out_request_no, stock_id: stockId } = parsed.data
    const offer = { stockId, outRequestNo: out_request_no, couponCode }
    const claimed = await counter.claimCoupon(offer, openId)
    return claimed.ok ? ok(presentCoupon(claimed.value)) : claimed
  },
  held: (openId) => counter.coupons(openId).map(presentCoupon),
})

const presentCoupon = ({ couponCode, expiresAtMs, name, state }: HeldCoupon): HeldVoucher => ({
  code: couponCode,
  name,
  state: state === 'SENDED' ? 'good' : state === 'USED' ? 'used' : 'gone',
  expiresAtMs,
})

const voucherRequest = z.object({ activityId: z.string(), voucherCode: z.string().optional() })

export const alipayVouchers = (counter: VoucherCounter): Vouchers => ({
  async claim(request, openId) {
    const parsed = voucherRequest.safeParse(request)
    if (!parsed.success) return refuse({ words: '领券参数不完整' })
    const claimed = await counter.claimVoucher(parsed.data, openId)
    return claimed.ok ? ok(presentVoucher(claimed.value)) : claimed
  },
  held: (openId) => counter.vouchers(openId).map(presentVoucher),
})

const presentVoucher = ({
  expiresAtMs,
  name,
  status,
  voucherCode,
}: AlipayVoucher): HeldVoucher => ({
  code: voucherCode,
  name,
  state: status === 'ENABLED' ? 'good' : status === 'USED' ? 'used' : 'gone',
  expiresAtMs,
})
