import { formatChinaTime } from '@palm/shared/kernel/instant'
import type { Output } from 'wechatpay-node-v3/dist/define'
import type { z } from 'zod'
import type { WechatMerchant } from '../../credentials/merchants'
import type { OpenPayment, RefundRequest } from '../provider'
import type { SafeWechatPay } from './client'
import { partnerTransaction, type Transaction, transaction } from './facts'

/**
 * WeChat Pay's calls about one merchant's money. A merchant either speaks for themselves 直连商户,
 * or a service provider 服务商 does, with other paths and names for the same fields.
 */
export interface WechatTransactions {
  open(request: OpenPayment, notifyUrl: string): Promise<Output>
  query(outTradeNo: string): Promise<Output>
  close(outTradeNo: string): Promise<Output>
  refund(request: RefundRequest, notifyUrl: string): Promise<Output>
  queryRefund(outRefundNo: string): Promise<Output>
  /** A transaction of this merchant and application, by either naming. */
  read(answer: unknown): OwnTransaction
  /** Whether a notified refund is of this merchant. */
  isOwn(refund: NotifiedOwner): boolean
}

export interface NotifiedOwner {
  readonly mchid?: string | undefined
  readonly sub_mchid?: string | undefined
}

export type OwnTransaction =
  | { readonly of: 'us'; readonly transaction: Transaction }
  /** Of another merchant or application. */
  | { readonly of: 'others' }
  | { readonly of: 'unreadable' }

export const wechatTransactions = (
  pay: SafeWechatPay,
  merchant: WechatMerchant,
): WechatTransactions =>
  merchant.subMchId === null
    ? directTransactions(pay, merchant)
    : partnerTransactions(pay, { ...merchant, subMchId: merchant.subMchId })

function directTransactions(pay: SafeWechatPay, { appId, mchId }: WechatMerchant) {
  return {
    open: (request, notifyUrl) =>
      pay.transactions_jsapi({
        ...orderOf(request, notifyUrl),
        payer: { openid: request.payerId },
      }),
    query: (outTradeNo) => pay.query({ out_trade_no: checkedNumber(outTradeNo) }),
    close: (outTradeNo) => pay.close(checkedNumber(outTradeNo)),
    refund: (request, notifyUrl) => pay.refunds(refundOf(request, notifyUrl)),
    queryRefund: (outRefundNo) => pay.find_refunds(checkedNumber(outRefundNo)),
    read: (answer) => ownOf(transaction.safeParse(answer), { appId, mchId }),
    isOwn: ({ mchid }) => mchid === mchId,
  } satisfies WechatTransactions
}

const PARTNER = '/v3/pay/partner/transactions'

/** https://pay.weixin.qq.com/doc/v3/partner/4012523593 and the pages beside it. */
function partnerTransactions(
  pay: SafeWechatPay,
  { appId, mchId, subMchId }: WechatMerchant & { readonly subMchId: string },
) {
  const merchant = { sp_mchid: mchId, sub_mchid: subMchId }
  const queried = new URLSearchParams(merchant).toString()
  const pathOf = (no: string) => `${PARTNER}/out-trade-no/${checkedNumber(no)}`
  const ownRefunds = new URLSearchParams({ sub_mchid: subMchId }).toString()
  return {
    open: (request, notifyUrl) =>
      pay.postTo(`${PARTNER}/jsapi`, {
        sp_appid: appId,
        ...merchant,
        ...orderOf(request, notifyUrl),
        payer: { sp_openid: request.payerId },
      }),
    query: (outTradeNo) => pay.getFrom(`${pathOf(outTradeNo)}?${queried}`),
    close: (outTradeNo) => pay.postTo(`${pathOf(outTradeNo)}/close`, merchant),
    refund: (request, notifyUrl) =>
      pay.postTo('/v3/refund/domestic/refunds', {
        sub_mchid: subMchId,
        ...refundOf(request, notifyUrl),
      }),
    queryRefund: (outRefundNo) =>
      pay.getFrom(`/v3/refund/domestic/refunds/${checkedNumber(outRefundNo)}?${ownRefunds}`),
    read(answer) {
      const named = partnerTransaction.safeParse(answer)
      if (named.success && named.data.sub_mchid !== subMchId) return { of: 'others' }
      return ownOf(named, { appId, mchId })
    },
    isOwn: (refund) => refund.sub_mchid === subMchId,
  } satisfies WechatTransactions
}

const orderOf = (
  { amountFen, description, expiresAtMs, outTradeNo }: OpenPayment,
  url: string,
) => ({
  description,
  out_trade_no: checkedNumber(outTradeNo),
  time_expire: formatChinaTime(expiresAtMs),
  notify_url: url,
  amount: { total: amountFen, currency: 'CNY' },
})

const refundOf = (request: RefundRequest, notifyUrl: string) => ({
  transaction_id: request.transactionId,
  out_refund_no: checkedNumber(request.outRefundNo),
  notify_url: notifyUrl,
  amount: { refund: request.amountFen, total: request.totalFen, currency: 'CNY' },
})

function ownOf(
  read: z.ZodSafeParseResult<Transaction>,
  { appId, mchId }: Pick<WechatMerchant, 'appId' | 'mchId'>,
): OwnTransaction {
  if (!read.success) return { of: 'unreadable' }
  const isOurs = read.data.mchid === mchId && read.data.appid === appId
  return isOurs ? { of: 'us', transaction: read.data } : { of: 'others' }
}

/** Numbers become parts of paths, which the SDK does not encode. Ours have this form only. */
function checkedNumber(text: string): string {
  if (!/^[0-9A-Za-z_-]{6,64}$/.test(text)) throw new Error('not a trade or refund number of ours')
  return text
}
