import type { Sent } from '@palm/shared/api/actions'
import type { Member } from '@palm/shared/member/member'
import { members } from '../documents/member/members'
import { memberIdOf } from '../edge/identity/member-id'
import { aRechargeRequest } from './account-scene'
import type { BenchOptions, Caller } from './bench'
import { aTemplateRequest, someLoyaltyRules, someStoredValueRules } from './rules'
import { openScene, replyOf, type Scene, ZHANG } from './scene'

/** A scene in which Zhang has both wallets, and one number in both. */
export interface TwoWallets extends Scene {
  readonly ids: { readonly wechat: Member['id']; readonly alipay: Member['id'] }
  /** Signs in with Alipay, as another person if named. */
  inAlipay(openId?: string): Promise<Caller>
  /** Proofs as the wallets' buttons hand them over. */
  fromWechat(number?: string, openId?: string): Promise<Sent<'member.bindPhone'>>
  fromAlipay(number?: string): Sent<'member.bindPhone'>
  /** Stored documents of both. */
  stored(): Promise<{ readonly wechat: Member; readonly alipay: Member }>
  /** Gives both something: ¥130 in Alipay, a coupon and a profile in WeChat. */
  endow(): Promise<void>
}

export const NUMBER = '13800000000'
export const ZHANG_IN_ALIPAY = 'LOCALzhang'

export async function openTwoWallets(options: BenchOptions = {}): Promise<TwoWallets> {
  const scene = await openScene(options)
  const { appId } = scene.alipay.credentials
  const wechatApp = scene.wechatPay.credentials.appId
  const ids = {
    wechat: memberIdOf({ provider: 'wechat', appId: wechatApp, openId: ZHANG }),
    alipay: memberIdOf({ provider: 'alipay', appId, openId: ZHANG_IN_ALIPAY }),
  }
  const read = async (id: Member['id']) => {
    const member = await scene.database.get(members, id)
    if (!member) throw new Error('no member')
    return member
  }
  async function inAlipay(openId = ZHANG_IN_ALIPAY): Promise<Caller> {
    const authCode = await scene.alipay.issueAuthCode(openId)
    const { token } = replyOf(await scene.overHttp()('member.signIn', { authCode }))
    return scene.overHttp(token)
  }
  return {
    ...scene,
    ids,
    inAlipay,
    fromWechat: async (number = NUMBER, openId = ZHANG) => ({
      proof: { wallet: 'wechat', code: await scene.wechat.issuePhoneCode(number, openId) },
    }),
    fromAlipay: (number = NUMBER) => ({
      proof: { wallet: 'alipay', ...scene.alipay.sealPhoneNumber(number) },
    }),
    stored: async () => ({ wechat: await read(ids.wechat), alipay: await read(ids.alipay) }),
    async endow() {
      const operator = await scene.operator()
      replyOf(await operator('console.saveStoredValueRules', someStoredValueRules()))
      replyOf(await operator('console.saveLoyaltyRules', someLoyaltyRules()))
      replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
      await scene.advance(61_000) // a warm instance reloads the rules once a minute
      const couponId = `coupon:${'1'.padStart(20, '0')}`
      const claim = { couponId, templateId: 'coupon-template:full-200' } as const
      replyOf(await scene.zhang('coupon.claim', { ...claim, couponId: claim.couponId as never }))
      const alipay = await inAlipay()
      const recharged = replyOf(await alipay('account.recharge', aRechargeRequest()))
      await scene.pay(recharged.wallet, ZHANG_IN_ALIPAY)
      await scene.advance(0)
    },
  }
}
