import { z } from 'zod'
import { parseDateTime } from '../../gateway/china-time'
import { ok, refuse, type Result } from '../../gateway/result'
import { parseYuan } from '../../gateway/yuan'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'

const text = (max: number) => z.string().min(1).max(max)
const instant = z.string().refine((told) => parseDateTime(told) !== null)
const yuan = z.string().refine((told) => (parseYuan(told) ?? 0) > 0)
const days = z.int().min(0).max(365)
const QUANTITY_MAX = 999_999

export const activityId = text(128)
/** Idempotency keys of the merchant. */
export const outBizNo = text(64)
export const accessMode = z.enum(['SELF_MODE', 'AGENCY_MODE']).optional()
export const quantity = z.int().min(0).max(QUANTITY_MAX)

const deduction = z.discriminatedUnion('voucher_type', [
  z.object({
    voucher_type: z.literal('FIX_VOUCHER'),
    fix_voucher_info: z.object({ amount: yuan, floor_amount: yuan }),
  }),
  z.object({
    voucher_type: z.literal('DISCOUNT_VOUCHER'),
    discount_voucher_info: z.object({
      discount: z.string().regex(/^\d(\.\d)?$/),
      ceiling_amount: yuan.optional(),
      floor_amount: yuan,
    }),
  }),
  z.object({
    voucher_type: z.literal('SPECIAL_VOUCHER'),
    special_voucher_info: z.object({ special_amount: yuan, floor_amount: yuan }),
  }),
  z.object({
    voucher_type: z.literal('EXCHANGE_VOUCHER'),
    exchange_voucher_info: z.looseObject({ amount: yuan }),
  }),
])

const useTime = z.discriminatedUnion('period_type', [
  z.object({
    period_type: z.literal('ABSOLUTE'),
    absolute_period_info: z.object({ valid_begin_time: instant, valid_end_time: instant }),
  }),
  z.object({
    period_type: z.literal('RELATIVE'),
    relative_period_info: z.object({
      wait_days_after_receive: days.optional(),
      valid_days_after_receive: days.min(1),
    }),
  }),
])

/** 创建商家券活动 (opendocs.alipay.com/open/7ad3a7bf_alipay.marketing.activity.ordervoucher.create). */
export const activityContent = z.object({
  out_biz_no: outBizNo,
  merchant_access_mode: accessMode,
  activity_base_info: z.object({
    activity_name: text(20),
    code_mode: z.enum(['MERCHANT_UPLOAD', 'MERCHANT_API']),
    belong_merchant_info: z.looseObject({ merchant_id: text(32) }).optional(),
  }),
  voucher_send_mode_info: z.object({
    voucher_send_mode: text(32),
    voucher_send_rule_info: z.object({
      quantity,
      max_quantity_by_day: quantity.optional(),
      quantity_limit_per_user: z.int().min(1).max(99).optional(),
      natural_person_limit: z.boolean().optional(),
      phone_number_limit: z.boolean().optional(),
      publish_start_time: instant,
      publish_end_time: instant,
    }),
  }),
  voucher_deduct_info: deduction,
  voucher_use_rule_info: z.object({ voucher_use_time_info: useTime }),
  voucher_available_scope_info: z.looseObject({}),
  voucher_customer_guide_info: z.looseObject({}),
  voucher_display_pattern_info: z.looseObject({ brand_name: text(20) }),
})

export type ActivityContent = z.infer<typeof activityContent>

/** 商家券活动. Every operation on it takes time and ends with a message. */
export interface Activity {
  readonly activityId: string
  readonly content: ActivityContent
  /** Null until it has been made. */
  readonly status: 'ACTIVE' | 'FINISHED' | null
  readonly operation: Operation | null
  /** Maximum number to issue; for uploaded codes zero until they exist. */
  readonly quantity: number
}

/** The pending operation of an activity, and its end. `FINISHEING` is the provider's spelling. */
export interface Operation {
  readonly name: 'CREATING' | 'APPENDING' | 'FINISHEING'
  readonly endsAtMs: number
  /** The number after APPENDING. */
  readonly quantity?: number
}

export const sendRuleOf = ({ content }: Activity) =>
  content.voucher_send_mode_info.voucher_send_rule_info

/** 券发放时间, as instants. */
export function publishingOf(activity: Activity) {
  const { publish_end_time: end, publish_start_time: start } = sendRuleOf(activity)
  return { fromMs: parseDateTime(start) ?? 0, untilMs: parseDateTime(end) ?? 0 }
}

/** One operation at a time, and none on an ended activity. */
export function beginOperation(
  activity: Activity,
  operation: Operation,
): Result<Activity, AlipayRefusal> {
  const isFree = activity.status === 'ACTIVE' && activity.operation === null
  return isFree ? ok({ ...activity, operation }) : refuse(REFUSALS.activityNotActive)
}

export function endOperation(activity: Activity, { name, quantity }: Operation): Activity {
  const status = name === 'FINISHEING' ? 'FINISHED' : 'ACTIVE'
  return { ...activity, status, operation: null, quantity: quantity ?? activity.quantity }
}

/** Upwards only; with uploaded codes it must equal their number. */
export function checkQuantity(
  activity: Activity,
  wanted: number,
  deposited: number,
): Result<null, AlipayRefusal> {
  const isUploaded = activity.content.activity_base_info.code_mode === 'MERCHANT_UPLOAD'
  const isGood = wanted > activity.quantity && (!isUploaded || wanted === deposited)
  return isGood ? ok(null) : refuse(REFUSALS.quantityIllegal)
}
