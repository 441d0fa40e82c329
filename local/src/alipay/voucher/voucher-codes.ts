import { z } from 'zod'
import { once } from '../../gateway/once'
import { ok, refuse } from '../../gateway/result'
import type { Books } from '../books'
import type { Context, Method } from '../context'
import { REFUSALS } from '../wire/refusal'
import { accessMode, activityId, outBizNo } from './activity'
import { voucherKey } from './voucher'
import type { DepositedCode } from './deposited-code'

const CODES_MAX = 1_000
/** 单个code最长64位, of these characters. */
const GOOD_CODE = /^[0-9A-Za-z\-_+=|]{1,64}$/

const depositContent = z.object({
  activity_id: activityId,
  out_biz_no: outBizNo,
  merchant_access_mode: accessMode,
  voucher_codes: z.array(z.string()).min(1).max(CODES_MAX),
})

/**
 * 同步商家券券码 (opendocs.alipay.com/open/7ed0450d_alipay.marketing.activity.ordervoucher.codedeposit),
 * after `…message.created`. They can be claimed only after `append` has raised the number.
 */
export const codeDeposit: Method = {
  name: 'alipay.marketing.activity.ordervoucher.codedeposit',
  operation: 'voucher-codes',
  answer(context, { content }) {
    const parsed = depositContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    const { data: asked } = parsed
    const request = { verb: 'codedeposit', number: asked.out_biz_no, asked }
    return once(context.books.voucherRequests, request, REFUSALS.changedVoucherRequest, () => {
      const activity = context.books.activities.get(asked.activity_id)
      if (!activity) return refuse(REFUSALS.unknownActivity)
      const isUploaded = activity.content.activity_base_info.code_mode === 'MERCHANT_UPLOAD'
      if (activity.status !== 'ACTIVE' || !isUploaded) return refuse(REFUSALS.activityNotActive)
      const fields = takeIn(context, activity.activityId, asked.voucher_codes)
      return ok({ fields, note: `导入 ${fields.success_count} 个券码` })
    })
  },
}

function takeIn({ books }: Context, activityId: string, codes: readonly string[]) {
  const taken: string[] = []
  const failed: object[] = []
  for (const code of codes) {
    const key = voucherKey(activityId, code)
    if (!GOOD_CODE.test(code)) failed.push(failure(code, 'VOUCHER_CODE_ILLEGAL', '券码不合法'))
    else if (books.voucherCodes.get(key))
      failed.push(failure(code, 'VOUCHER_CODE_EXIST', '券码已存在'))
    else {
      books.voucherCodes.put(key, { activityId, code })
      taken.push(code)
    }
  }
  return {
    success_count: taken.length,
    success_voucher_code_list: taken,
    fail_count: failed.length,
    ...(failed.length > 0 ? { fail_voucher_code_detail_list: failed } : {}),
  }
}

const failure = (voucher_code: string, error_code: string, error_msg: string): object => ({
  ...{ voucher_code, error_code, error_msg },
})

const countContent = z.object({ activity_id: activityId, merchant_access_mode: accessMode })

/** 统计商家券券码数量. */
export const codeCount: Method = {
  name: 'alipay.marketing.activity.ordervoucher.codecount',
  operation: 'voucher-code-count',
  answer({ books }, { content }) {
    const parsed = countContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.voucherIllegal)
    const { activity_id: activityId } = parsed.data
    if (!books.activities.get(activityId)) return refuse(REFUSALS.unknownActivity)
    const count = codesOf(books, activityId).length
    return ok({ fields: { success_count: count }, note: `${count} 个券码` })
  },
}

export const codesOf = ({ voucherCodes }: Books, activityId: string): readonly DepositedCode[] =>
  voucherCodes
    .all()
    .map(({ value }) => value)
    .filter((code) => code.activityId === activityId)
