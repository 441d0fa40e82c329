import type { VouchRefusal } from '@palm/shared/api/phone'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { mobileIn } from '@palm/shared/member/phone/phone'
import { z } from 'zod'
import type { AccessToken } from '../messages/access-token'
import type { WechatAnswer, WechatApi } from '../messages/wechat-api'

/** The token is invalid or has expired, whatever its time said. */
const TOKEN_REFUSED: readonly number[] = [40001, 40014, 42001]
/** Of WeChat itself: busy, or asked too often. All other numbers speak of the code. */
const PASSING: readonly number[] = [-1, 45011]

const phoneForm = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string(),
    countryCode: z.coerce.string(),
    watermark: z.object({ appid: z.string() }),
  }),
})

export interface WechatPhones {
  /** The number behind a code, which is spent by it; the code has to be of this user. */
  numberOf(code: string, openId: string): Promise<Result<string, VouchRefusal>>
}

/**
 * 手机号快速验证: a code of five minutes, for one use.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber
 */
export function openWechatPhones(
  { appId }: { readonly appId: string },
  api: WechatApi,
  token: AccessToken,
): WechatPhones {
  async function asked(code: string, openid: string, again: boolean): Promise<WechatAnswer | null> {
    const used = await token.read()
    if (used === null) return null
    const path = `/wxa/business/getuserphonenumber?access_token=${encodeURIComponent(used)}`
    const answer = await api(path, { code, openid })
    if (!answer || !TOKEN_REFUSED.includes(answer.errcode)) return answer
    await token.refused(used)
    return again ? asked(code, openid, false) : null
  }

  return {
    async numberOf(code, openId) {
      const answer = await asked(code, openId, true)
      if (!answer || PASSING.includes(answer.errcode)) {
        return refuse({ code: 'phone/wallet-unreachable' })
      }
      if (answer.errcode !== 0) return refuse({ code: 'phone/code-refused' })
      const read = phoneForm.safeParse(answer)
      if (!read.success) return refuse({ code: 'phone/wallet-unreachable' })
      const { countryCode, purePhoneNumber, watermark } = read.data.phone_info
      if (watermark.appid !== appId) return refuse({ code: 'phone/code-refused' })
      const mobile = countryCode === '86' ? mobileIn(purePhoneNumber) : null
      return mobile === null ? refuse({ code: 'phone/not-mobile' }) : ok(mobile)
    },
  }
}
