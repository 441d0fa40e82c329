import { z } from 'zod'
import { compactDate, parseDateTime } from '../../gateway/china-time'
import { drawDigits, drawFresh } from '../../gateway/drawn'
import { once } from '../../gateway/once'
import { ok, refuse } from '../../gateway/result'
import type { Context, Method } from '../context'
import { REFUSALS } from '../wire/refusal'
import {
  accessMode,
  type Activity,
  type ActivityContent,
  activityContent,
  activityId,
  beginOperation,
  checkQuantity,
  type Operation,
  outBizNo,
  quantity,
  sendRuleOf,
} from './activity'
import { awaitOperation } from './activity-operation'
import { codesOf } from './voucher-codes'
import { vouchersOf } from './voucher-counter'

/**
 * 创建商家券活动. Acceptance is not completion: `…message.created` reports it, and before that the
 * activity cannot be used.
 */
export const voucherCreate: Method = {
  name: 'alipay.marketing.activity.ordervoucher.create',
  operation: 'voucher-create',
  answer(context, { content }) {
    const parsed = activityContent.safeParse(content)
    if (!parsed.success || !isInOrder(parsed.data)) return refuse(REFUSALS.voucherIllegal)
    const { data: asked } = parsed
    const { publish_end_time: end } = asked.voucher_send_mode_info.voucher_send_rule_info
    if ((parseDateTime(end) ?? 0) <= context.service.clock.now())
      return refuse(REFUSALS.activityOver)
    const request = { verb: 'create', number: asked.out_biz_no, asked }
    return once(context.books.voucherRequests, request, REFUSALS.changedVoucherRequest, () => {
      const activity = open(context, asked)
      const note = `${asked.activity_base_info.activity_name} → 活动创建中`
      return ok({ fields: { activity_id: activity.activityId }, note })
    })
  },
}

function isInOrder({ voucher_send_mode_info: mode, voucher_use_rule_info: rule }: ActivityContent) {
  const { publish_end_time: end, publish_start_time: start } = mode.voucher_send_rule_info
  const isPublished = (parseDateTime(start) ?? 0) < (parseDateTime(end) ?? 0)
  const time = rule.voucher_use_time_info
  if (time.period_type === 'RELATIVE') return isPublished
  const { valid_begin_time, valid_end_time } = time.absolute_period_info
  return (
    isPublished && (parseDateTime(valid_begin_time) ?? 0) < (parseDateTime(valid_end_time) ?? 0)
  )
}

/** Shaped like `2016042700826004508401111111`. */
function open(context: Context, content: ActivityContent): Activity {
  const { books, service } = context
  const activityId = drawFresh(
    () => `${compactDate(service.clock.now())}00826${drawDigits(service.random, 15)}`,
    (drawn) => books.activities.get(drawn) !== undefined,
  )
  const { quantity } = content.voucher_send_mode_info.voucher_send_rule_info
  const isUploaded = content.activity_base_info.code_mode === 'MERCHANT_UPLOAD'
  const activity: Activity = {
    ...{ activityId, content, status: null, quantity: isUploaded ? 0 : quantity },
    operation: begin(context, 'CREATING'),
  }
  books.activities.put(activityId, activity)
  awaitOperation(context, activity)
  return activity
}

const begin = ({ service, switches }: Context, name: Operation['name']): Operation => ({
  name,
  endsAtMs: service.clock.now() + switches.activityTakesMs,
})

const numbers = { activity_id: activityId, out_biz_no: outBizNo, merchant_access_mode: accessMode }
const appendContent = z.object({ ...numbers, voucher_quantity: quantity })

/** 修改商家券活动发券数量上限: reported by `…message.appended`. */
export const voucherAppend: Method = {
  name: 'alipay.marketing.activity.ordervoucher.append',
  operation: 'voucher-append',
  answer(context, { content }) {
    const parsed = appendContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    const { data: asked } = parsed
    const request = { verb: 'append', number: asked.out_biz_no, asked }
    return once(context.books.voucherRequests, request, REFUSALS.changedVoucherRequest, () => {
      const activity = context.books.activities.get(asked.activity_id)
      if (!activity) return refuse(REFUSALS.unknownActivity)
      const { voucher_quantity: quantity } = asked
      const begun = beginOperation(activity, { ...begin(context, 'APPENDING'), quantity })
      if (!begun.ok) return begun
      const deposited = codesOf(context.books, activity.activityId).length
      const checked = checkQuantity(activity, quantity, deposited)
      if (!checked.ok) return checked
      context.books.activities.put(activity.activityId, begun.value)
      awaitOperation(context, begun.value)
      return ok({ fields: {}, note: `发券数量 → ${quantity}` })
    })
  },
}

const stopContent = z.object(numbers)

/** 停止商家券活动: issued vouchers stay valid. Reported by `…message.stopped`. */
export const voucherStop: Method = {
  name: 'alipay.marketing.activity.ordervoucher.stop',
  operation: 'voucher-stop',
  answer(context, { content }) {
    const parsed = stopContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    const { data: asked } = parsed
    const request = { verb: 'stop', number: asked.out_biz_no, asked }
    return once(context.books.voucherRequests, request, REFUSALS.changedVoucherRequest, () => {
      const activity = context.books.activities.get(asked.activity_id)
      if (!activity) return refuse(REFUSALS.unknownActivity)
      const begun = beginOperation(activity, begin(context, 'FINISHEING'))
      if (!begun.ok) return begun
      context.books.activities.put(activity.activityId, begun.value)
      awaitOperation(context, begun.value)
      return ok({ fields: {}, note: '停止活动' })
    })
  },
}

const queryContent = z.object({ activity_id: activityId, merchant_access_mode: accessMode })

/** 查询商家券活动: while being made it has an operation, but no status. */
export const voucherQuery: Method = {
  name: 'alipay.marketing.activity.ordervoucher.query',
  operation: 'voucher-query',
  answer({ books }, { content }) {
    const parsed = queryContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    const activity = books.activities.get(parsed.data.activity_id)
    if (!activity) return refuse(REFUSALS.unknownActivity)
    const note = activity.status ?? activity.operation?.name ?? ''
    return ok({ fields: present(activity, vouchersOf(books, activity.activityId)), note })
  },
}

function present(activity: Activity, vouchers: readonly { readonly status: string }[]): object {
  const { out_biz_no: _outBizNo, merchant_access_mode: _mode, ...told } = activity.content
  const { activity_base_info: base, voucher_send_mode_info: mode } = told
  const { operation, status } = activity
  return {
    ...told,
    activity_base_info: {
      ...base,
      activity_id: activity.activityId,
      ...(operation ? { activity_operation_status: operation.name } : {}),
      ...(status ? { activity_status: status } : {}),
    },
    voucher_send_mode_info: {
      ...mode,
      voucher_send_rule_info: { ...sendRuleOf(activity), quantity: activity.quantity },
    },
    voucher_inventory_info: {
      send_count: vouchers.length,
      use_count: vouchers.filter((voucher) => voucher.status === 'USED').length,
    },
  }
}
