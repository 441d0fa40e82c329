import { z } from 'zod'
import { parseDateTime } from '../../gateway/china-time'
import { once } from '../../gateway/once'
import { ok, refuse, type Result } from '../../gateway/result'
import { parseYuan } from '../../gateway/yuan'
import type { Context, Method } from '../context'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import { accessMode, activityId, outBizNo } from './activity'
import { tellActivity } from './activity-operation'
import { awaitExpiry } from './voucher-expiry'
import { refundVoucher, useVoucher, type Voucher, voucherKey } from './voucher'
import type { Answer } from '../wire/answer'

const spending = {
  activity_id: activityId,
  voucher_code: z.string().min(1).max(64),
  out_biz_no: outBizNo,
  merchant_access_mode: accessMode,
  /** By the merchant's clock, for the record. */
  biz_dt: z.string().refine((told) => parseDateTime(told) !== null),
  total_fee: z.string().refine((told) => parseYuan(told) !== null),
}

const useContent = z.object({
  ...spending,
  trade_channel: z.string().min(1).max(64),
  trade_no: z.string().min(1).max(64).optional(),
})

/** 同步券核销状态 (opendocs.alipay.com/open/3ffce87f_alipay.marketing.activity.ordervoucher.use). */
export const voucherUse: Method = {
  name: 'alipay.marketing.activity.ordervoucher.use',
  operation: 'voucher-use',
  answer(context, { content }) {
    const parsed = useContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    return change(context, 'use', parsed.data, (voucher) => {
      const used = useVoucher(voucher, context.service.clock.now())
      if (used.ok) void tellVoucher(context, used.value, 'used')
      return used
    })
  },
}

const refundContent = z.object(spending)

/** 取消券核销状态 (opendocs.alipay.com/open/4682759b_alipay.marketing.activity.ordervoucher.refund). */
export const voucherRefund: Method = {
  name: 'alipay.marketing.activity.ordervoucher.refund',
  operation: 'voucher-refund',
  answer(context, { content }) {
    const parsed = refundContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    return change(context, 'refund', parsed.data, (voucher) => {
      const refunded = refundVoucher(voucher)
      const isTooLate = voucher.untilMs <= context.service.clock.now()
      if (refunded.ok && isTooLate) awaitExpiry(context, refunded.value)
      return refunded
    })
  },
}

interface Spending {
  readonly activity_id: string
  readonly voucher_code: string
  readonly out_biz_no: string
}

function change(
  { books }: Context,
  verb: string,
  asked: Spending,
  decide: (voucher: Voucher) => Result<Voucher, AlipayRefusal>,
): Result<Answer, AlipayRefusal> {
  const request = { verb, number: asked.out_biz_no, asked }
  return once(books.voucherRequests, request, REFUSALS.changedVoucherRequest, () => {
    if (!books.activities.get(asked.activity_id)) return refuse(REFUSALS.unknownActivity)
    const key = voucherKey(asked.activity_id, asked.voucher_code)
    const voucher = books.vouchers.get(key)
    if (!voucher) return refuse(REFUSALS.unknownVoucher)
    const decided = decide(voucher)
    if (!decided.ok) return decided
    books.vouchers.put(key, decided.value)
    const left = decided.value.status === 'USED' ? 0 : 1
    const fields = {
      activity_id: asked.activity_id,
      voucher_use_detail_result_info: { voucher_max_un_use_times: left },
    }
    return ok({ fields, note: `券 ${asked.voucher_code} · ${decided.value.status}` })
  })
}

/** Also for events on the phone and by time. */
export const tellVoucher = (context: Context, voucher: Voucher, event: string): Promise<void> =>
  tellActivity(context, voucher.activityId, event, {
    voucher_id: voucher.voucherId,
    voucher_code: voucher.code,
    open_id: voucher.openId,
  })
