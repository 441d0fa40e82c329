import { dateTime, rfc3339 } from '../../src/gateway/china-time'
import { NOON_MS } from '../gateway/service-bench'

const DAY_MS = 86_400_000

export interface StockChanges {
  /** Of coupon_available_time. */
  readonly time?: object
  /** Of stock_send_rule. */
  readonly send?: object
  readonly mode?: string
  readonly more?: object
}

/** A merchant's request for a stock of WeChat Pay's coupons: 5 off 100, for 30 days from noon. */
export const aStock = (
  mchid: string,
  outRequestNo: string,
  { mode = 'WECHATPAY_MODE', more = {}, send = {}, time = {} }: StockChanges = {},
) => ({
  stock_name: '满100减5',
  belong_merchant: mchid,
  goods_name: '测试商品',
  stock_type: 'NORMAL',
  coupon_use_rule: {
    coupon_available_time: {
      available_begin_time: rfc3339(NOON_MS),
      available_end_time: rfc3339(NOON_MS + 30 * DAY_MS),
      ...time,
    },
    fixed_normal_coupon: { discount_amount: 500, transaction_minimum: 10_000 },
    use_method: 'OFF_LINE',
  },
  stock_send_rule: { max_coupons: 10, max_coupons_per_user: 10, ...send },
  coupon_code_mode: mode,
  out_request_no: outRequestNo,
  ...more,
})

export interface ActivityChanges {
  /** Of voucher_send_rule_info. */
  readonly rule?: object
  /** In place of voucher_use_time_info. */
  readonly useTime?: object
  readonly mode?: string
}

/** A merchant's request for an activity of Alipay's vouchers: the same, each valid for 7 days. */
export const anActivity = ({
  mode = 'MERCHANT_API',
  rule = {},
  useTime,
}: ActivityChanges = {}) => ({
  activity_base_info: { activity_name: '满100减5', code_mode: mode },
  voucher_send_mode_info: {
    voucher_send_mode: 'DIRECT_SEND_MODE',
    voucher_send_rule_info: {
      quantity: 10,
      publish_start_time: dateTime(NOON_MS),
      publish_end_time: dateTime(NOON_MS + 30 * DAY_MS),
      ...rule,
    },
  },
  voucher_deduct_info: {
    voucher_type: 'FIX_VOUCHER',
    fix_voucher_info: { amount: '5.00', floor_amount: '100.00' },
  },
  voucher_available_scope_info: {},
  voucher_use_rule_info: {
    voucher_use_time_info: useTime ?? {
      period_type: 'RELATIVE',
      relative_period_info: { valid_days_after_receive: 7 },
    },
  },
  voucher_customer_guide_info: {},
  voucher_display_pattern_info: { brand_name: '测试' },
})
