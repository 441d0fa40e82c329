import { z } from 'zod'
import { isToken } from './access-token'
import { type Endpoint, ERRORS } from './context'

const phoneRequest = z.object({ code: z.string().min(1), openid: z.string().optional() })

/** 获取手机号: the code comes from the button that asks the user. */
export const phoneNumber: Endpoint = {
  operation: 'phone-number',
  method: 'POST',
  path: '/wxa/business/getuserphonenumber',
  answer(context, { body, query }) {
    if (!isToken(context, query['access_token'])) return ERRORS.badToken
    const request = phoneRequest.safeParse(body)
    if (!request.success) return ERRORS.noCode
    const redeemed = context.phoneCodes.redeem(request.data.code)
    if (!redeemed.ok) return ERRORS.badCode
    const { number, openId } = redeemed.value
    const { openid } = request.data
    if (openid !== undefined && openId !== undefined && openid !== openId) return ERRORS.badOpenId
    const watermark = {
      timestamp: Math.floor(context.service.clock.now() / 1000),
      appid: context.app.appId,
    }
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: number,
        purePhoneNumber: number,
        countryCode: '86',
        watermark,
      },
    }
  },
}
