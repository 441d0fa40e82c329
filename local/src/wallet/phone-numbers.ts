import type { Alipay } from '../alipay/service'
import type { Wechat } from '../wechat/service'
import type { ServiceContext } from '../service'
import type { Persona } from './persona'
import type { NumberReply } from './wallet-call'

/** The wallet's part of a shared number, for the page: a code, or an envelope of Alipay's servers. */
export type SharedNumber = Extract<NumberReply, { readonly ok: true }>

/** Hands a number to the mini-program, as its owner has allowed. */
export type ShareNumber = (number: string, openId: string) => Promise<SharedNumber>

export const wechatNumbers =
  (wechat: Pick<Wechat, 'issuePhoneCode'>): ShareNumber =>
  async (number, openId) => ({ ok: true, code: await wechat.issuePhoneCode(number, openId) })

/** `response` of `my.getPhoneNumber` is a JSON text. */
export const alipayNumbers =
  (alipay: Pick<Alipay, 'sealPhoneNumber'>): ShareNumber =>
  async (number) => ({ ok: true, response: JSON.stringify(alipay.sealPhoneNumber(number)) })

/** https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html */
const QUOTA_OUT = 1_400_001

interface Sharing {
  readonly context: Pick<ServiceContext, 'faults'>
  readonly numbers: ShareNumber | null
  record(title: string, detail: readonly string[], outcome: 'ok' | 'fault'): void
}

/** The person has agreed; a fault at `wallet.phone-number` is that the operator's quota is used up. */
export async function shareNumber(
  { id, openId, wallet }: Persona,
  { context, numbers, record }: Sharing,
  number: string,
): Promise<NumberReply> {
  const rule = context.faults.take('wallet.phone-number', { persona: id, wallet })
  record('用户同意给出手机号', rule ? [`故障 ${rule.kind}`] : [], rule ? 'fault' : 'ok')
  return rule || !numbers ? { ok: false, errno: QUOTA_OUT } : numbers(number, openId)
}
