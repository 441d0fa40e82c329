import { dateTime } from '../../gateway/china-time'
import { drawHex } from '../../gateway/drawn'
import { ok, refuse } from '../../gateway/result'
import type { Method } from '../context'
import { invalid } from '../wire/refusal'

/** Single-use, within a day (opendocs.alipay.com/mini/api/openapi-authorize). */
export const AUTH_CODE_LIFETIME_MS = 86_400_000

const TOKEN_LIFETIME_S = 31_536_000

/**
 * 换取授权访问令牌 (opendocs.alipay.com/open/02ailc). The reply has no `code` field; a refusal comes in
 * `error_response`. Refreshing is not emulated.
 */
export const oauthToken: Method = {
  name: 'alipay.system.oauth.token',
  operation: 'oauth',
  isBare: true,
  answer({ books, service }, { parameters }) {
    if (parameters['grant_type'] !== 'authorization_code') {
      return refuse(invalid('grant-type-invalid', '授权类型grant_type无效'))
    }
    const nowMs = service.clock.now()
    const code = parameters['code'] ?? ''
    const known = books.authCodes.get(code)
    if (!known || nowMs >= known.expiresAtMs) {
      return refuse(invalid('code-invalid', '授权码code无效'))
    }
    books.authCodes.remove(code)
    const fields = {
      access_token: `authusrLOCAL${drawHex(service.random, 28)}`,
      auth_start: dateTime(nowMs),
      expires_in: TOKEN_LIFETIME_S,
      open_id: known.openId,
      re_expires_in: TOKEN_LIFETIME_S,
      refresh_token: `authusrLOCAL${drawHex(service.random, 28)}`,
    }
    return ok({ fields, note: '授权码有效' })
  },
}
