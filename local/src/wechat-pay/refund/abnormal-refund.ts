import { z } from 'zod'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context, Endpoint, MerchantRequest } from '../context'
import { paramError, parseAs } from '../wire/parse'
import type { Refund } from './refund'
import { answerWith } from './refund-endpoints'
import { awaitRefund } from './refund-settlement'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { decryptSensitive } from '../wire/sensitive'

const outRefundNo = z.string().min(1).max(64)
const bankType = z.string().regex(/^[A-Z]{2,12}_DEBIT$/)
const cipher = z.string().min(1).max(1024)

const abnormalRequest = z.discriminatedUnion('type', [
  z.strictObject({
    out_refund_no: outRefundNo,
    type: z.literal('USER_BANK_CARD'),
    bank_type: bankType,
    bank_account: cipher,
    real_name: cipher,
  }),
  z.strictObject({
    out_refund_no: outRefundNo,
    type: z.literal('MERCHANT_BANK_CARD'),
    bank_type: bankType.optional(),
    bank_account: cipher.optional(),
    real_name: cipher.optional(),
  }),
])

/**
 * 发起异常退款 (pay.weixin.qq.com/doc/v3/merchant/4013071193): a refund that the payer's account did not
 * accept goes to a card of the payer, or to the merchant's own. It is PROCESSING again and then
 * SUCCESS.
 */
export const applyAbnormalRefund: Endpoint = {
  operation: 'abnormal-refund',
  method: 'POST',
  path: '/v3/refund/domestic/refunds/:refund_id/apply-abnormal-refund',
  answer(context, request) {
    const parsed = parseAs(abnormalRequest, request.body, 'body')
    if (!parsed.ok) return parsed
    const account = readAccount(parsed.value, request)
    if (!account.ok) return account
    const refund = context.books.refunds.get(parsed.value.out_refund_no)
    if (!refund || refund.refundId !== request.params['refund_id']) {
      return refuse(REFUSALS.unknownRefund)
    }
    if (refund.state !== 'ABNORMAL') return refuse(REFUSALS.notAbnormal)
    const isToPayer = parsed.value.type === 'USER_BANK_CARD'
    const destination = isToPayer ? 'payers' : 'bank'
    return answerWith(
      ok(retry(context, { ...refund, destination, receivedAccount: account.value })),
    )
  },
}

/** Account that receives the money. Number and name of a payer's card are encrypted. */
function readAccount(
  request: z.infer<typeof abnormalRequest>,
  { namedKey }: MerchantRequest,
): Result<string, WechatPayRefusal> {
  if (request.type === 'MERCHANT_BANK_CARD') return ok('商户结算银行账户')
  const { bank_account: account, bank_type: type, real_name: name } = request
  const decrypt = (text: string) => namedKey && decryptSensitive(namedKey.privateKey, text)
  const number = decrypt(account)
  if (!number) return refuse(paramError('body', ['bank_account'], account, '解密失败'))
  if (!decrypt(name)) return refuse(paramError('body', ['real_name'], name, '解密失败'))
  return ok(`${type.replace('_DEBIT', '')}借记卡${number.slice(-4)}`)
}

function retry(context: Context, refund: Refund): Refund {
  const atMs = context.service.clock.now() + context.switches.refundTakesMs
  const again: Refund = {
    ...refund,
    state: 'PROCESSING',
    channel: 'OTHER_BANKCARD',
    end: { state: 'SUCCESS', atMs },
  }
  context.books.refunds.put(refund.outRefundNo, again)
  awaitRefund(context, again)
  return again
}
