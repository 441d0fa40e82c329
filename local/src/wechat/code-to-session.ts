import { randomBytes } from 'node:crypto'
import { checkApp, type Endpoint, ERRORS } from './context'

/** 小程序登录 (developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session). */
export const codeToSession: Endpoint = {
  operation: 'code2session',
  method: 'GET',
  path: '/sns/jscode2session',
  answer(context, { query }) {
    const refusal = checkApp(context, query)
    if (refusal) return refusal
    const { grant_type: grantType, js_code: code } = query
    if (grantType !== 'authorization_code') return ERRORS.badGrantType
    if (!code) return ERRORS.noCode
    const redeemed = context.loginCodes.redeem(code)
    if (!redeemed.ok) return redeemed.refusal === 'used' ? ERRORS.usedCode : ERRORS.badCode
    const { openId, unionId } = redeemed.value
    const sessionKey = randomBytes(16).toString('base64')
    return { session_key: sessionKey, openid: openId, ...(unionId ? { unionid: unionId } : {}) }
  },
}
