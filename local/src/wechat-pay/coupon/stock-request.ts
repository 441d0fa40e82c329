import { z } from 'zod'
import { outTradeNo } from '../trade/prepay-request'

const text = (max: number) => z.string().min(1).max(max)
const instant = z.iso.datetime({ offset: true })
const count = (max: number) => z.int().min(1).max(max)
const fen = count(10_000_000)

export const stockId = text(20)
/** 商户请求单号 and every other number of a request: letters, digits and these. */
export const requestNo = z.string().regex(/^[0-9A-Za-z|_*\-]{1,128}$/)
export const couponCode = text(32)

const DAY_SECONDS_MAX = 86_399
const secondOfDay = z.int().min(0).max(DAY_SECONDS_MAX)

const availableTime = z
  .strictObject({
    available_begin_time: instant,
    available_end_time: instant,
    available_day_after_receive: count(365).optional(),
    available_second_after_receive: count(365 * 86_400).optional(),
    wait_days_after_receive: count(30).optional(),
    available_week: z
      .strictObject({
        /** 0 is Sunday. */
        week_day: z.array(z.int().min(0).max(6)).min(1).max(7).optional(),
        available_day_time: z
          .array(z.strictObject({ begin_time: secondOfDay, end_time: secondOfDay }))
          .max(2)
          .optional(),
      })
      .optional(),
    /** Misspelt so by the provider. */
    irregulary_avaliable_time: z
      .array(z.strictObject({ begin_time: instant, end_time: instant }))
      .max(15)
      .optional(),
  })
  .refine((rule) => Date.parse(rule.available_end_time) > Date.parse(rule.available_begin_time), {
    path: ['available_end_time'],
    error: '结束时间必须晚于开始时间',
  })

const miniProgram = {
  mini_programs_appid: text(32),
  mini_programs_path: text(128),
}

const useRule = z.strictObject({
  coupon_available_time: availableTime,
  fixed_normal_coupon: z
    .strictObject({ discount_amount: fen, transaction_minimum: fen })
    .optional(),
  discount_coupon: z
    .strictObject({ discount_percent: count(100), transaction_minimum: fen })
    .optional(),
  exchange_coupon: z.strictObject({ exchange_price: fen, transaction_minimum: fen }).optional(),
  use_method: z.enum(['OFF_LINE', 'MINI_PROGRAMS', 'SELF_CONSUME', 'PAYMENT_CODE']),
  mini_programs_appid: miniProgram.mini_programs_appid.optional(),
  mini_programs_path: miniProgram.mini_programs_path.optional(),
})

const COUPONS_MAX = 1_000_000_000

const sendRule = z.strictObject({
  max_amount: count(100_000_000_000).optional(),
  max_coupons: count(COUPONS_MAX),
  max_coupons_per_user: count(100),
  max_amount_by_day: count(10_000_000_000).optional(),
  max_coupons_by_day: count(COUPONS_MAX).optional(),
  natural_person_limit: z.boolean().optional(),
  prevent_api_abuse: z.boolean().optional(),
  transferable: z.boolean().optional(),
  shareable: z.boolean().optional(),
})

const entrance = z.strictObject({
  mini_programs_info: z
    .strictObject({ ...miniProgram, entrance_words: text(5), guiding_words: text(6).optional() })
    .optional(),
  appid: text(32).optional(),
  hall_id: text(64).optional(),
  store_id: text(64).optional(),
  code_display_mode: z.enum(['NOT_SHOW', 'BARCODE', 'QRCODE']).optional(),
})

const display = z.strictObject({
  description: text(1000).optional(),
  merchant_logo_url: text(128).optional(),
  merchant_name: text(16).optional(),
  background_color: z
    .string()
    .regex(/^Color0[1-9]0$|^Color100$/)
    .optional(),
  coupon_image_url: text(128).optional(),
  finder_info: z
    .strictObject({
      finder_id: text(64),
      finder_video_id: text(64),
      finder_video_cover_image_url: text(256),
    })
    .optional(),
})

/** The rule that states the value of each type. */
const WORTH = {
  NORMAL: 'fixed_normal_coupon',
  DISCOUNT: 'discount_coupon',
  EXCHANGE: 'exchange_coupon',
} as const

/** 创建商家券 (pay.weixin.qq.com/docs/merchant/apis/merchant-exclusive-coupon/busi-favor). */
export const stockRequest = z
  .strictObject({
    stock_name: text(21),
    belong_merchant: text(15),
    comment: text(20).optional(),
    goods_name: text(15),
    stock_type: z.enum(['NORMAL', 'DISCOUNT', 'EXCHANGE']),
    coupon_use_rule: useRule,
    stock_send_rule: sendRule,
    out_request_no: requestNo,
    custom_entrance: entrance.optional(),
    display_pattern_info: display.optional(),
    coupon_code_mode: z.enum(['WECHATPAY_MODE', 'MERCHANT_API', 'MERCHANT_UPLOAD']),
    notify_config: z.strictObject({ notify_appid: text(32) }).optional(),
    subsidy: z.boolean().optional(),
  })
  .superRefine(({ coupon_use_rule: rule, stock_type: type }, { addIssue }) => {
    for (const [other, field] of Object.entries(WORTH)) {
      if ((other === type) === (rule[field] !== undefined)) continue
      const message = other === type ? '该批次类型下必填' : '与批次类型不符'
      addIssue({ code: 'custom', path: ['coupon_use_rule', field], message })
    }
  })

/** 修改批次预算 (…/busi-favor/modify-budget): one of the two limits, and its current value. */
export const budgetRequest = z
  .strictObject({
    target_max_coupons: count(COUPONS_MAX).optional(),
    target_max_coupons_by_day: count(COUPONS_MAX).optional(),
    current_max_coupons: count(COUPONS_MAX).optional(),
    current_max_coupons_by_day: count(COUPONS_MAX).optional(),
    modify_budget_request_no: requestNo,
  })
  .refine(
    ({ target_max_coupons: inAll, target_max_coupons_by_day: byDay }) =>
      (inAll === undefined) !== (byDay === undefined),
    { path: ['target_max_coupons'], error: '目标批次最大发放个数与目标单天发放上限个数二选一' },
  )
  .refine((told) => told.target_max_coupons === undefined || told.current_max_coupons, {
    path: ['current_max_coupons'],
    error: '传入target_max_coupons时必填',
  })

/** 上传预存code (…/busi-favor/upload-coupon-code). Invalid codes do not make the request invalid. */
export const uploadRequest = z.strictObject({
  coupon_code_list: z.array(z.string()).min(1).max(200),
  upload_request_no: requestNo,
})

/** 核销用户的券 (…/coupon/use-coupon). */
export const useRequest = z.strictObject({
  coupon_code: couponCode,
  stock_id: stockId.optional(),
  appid: text(32),
  use_time: instant,
  use_request_no: requestNo,
  openid: text(128).optional(),
  out_trade_no: text(32).optional(),
  mch_id: text(15).optional(),
  transaction_id: text(32).optional(),
})

/** 申请退券 (…/coupon/return-coupon). */
export const returnRequest = z.strictObject({
  coupon_code: couponCode,
  stock_id: stockId,
  return_request_no: requestNo,
})

/** 使券失效 (…/coupon/deactivate-coupon). */
export const deactivateRequest = z.strictObject({
  coupon_code: couponCode,
  stock_id: stockId,
  deactivate_request_no: requestNo,
  deactivate_reason: text(64).optional(),
})

/** 关联订单信息 and 取消关联订单信息 (…/coupon/associate-trade-info, disassociate-trade-info). */
export const associationRequest = z.strictObject({
  stock_id: stockId,
  coupon_code: couponCode,
  out_trade_no: outTradeNo,
  out_request_no: requestNo,
})

export type StockRequest = z.infer<typeof stockRequest>
export type BudgetRequest = z.infer<typeof budgetRequest>
export type UseRequest = z.infer<typeof useRequest>
export type ReturnRequest = z.infer<typeof returnRequest>
export type DeactivateRequest = z.infer<typeof deactivateRequest>
export type AssociationRequest = z.infer<typeof associationRequest>
