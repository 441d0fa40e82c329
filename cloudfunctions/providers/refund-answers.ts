import type { Provider } from '@palm/shared/trade/fact'

/**
 * Final refusals of a refund; others may succeed on retry. WeChat Pay's codes without their
 * underscores, which its pages spell in two ways (pay.weixin.qq.com, refund of the v3 API);
 * Alipay's as documented for alipay.trade.refund (opendocs.alipay.com).
 */
const FINAL: Readonly<Record<Provider, readonly string[]>> = {
  wechat: [
    'INVALIDREQUEST',
    'MCHNOTEXISTS',
    'PARAMERROR',
    'RESOURCENOTEXISTS',
    'USERACCOUNTABNORMAL',
  ],
  alipay: [
    'ACQ.DISCORDANT_REPEAT_REQUEST',
    'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
    'ACQ.REFUND_FEE_ERROR',
    'ACQ.TRADE_HAS_FINISHED',
    'ACQ.TRADE_NOT_ALLOW_REFUND',
    'ACQ.TRADE_NOT_EXIST',
    'ACQ.TRADE_STATUS_ERROR',
  ],
}

/** Whether the refund needs a person. */
export const isFinal = (provider: Provider, reason: string): boolean =>
  FINAL[provider].includes(reason)
