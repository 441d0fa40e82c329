import { drawAlphanumeric, unseeded } from '../gateway/drawn'
import { checkApp, type Desk, type Endpoint, ERRORS } from './desk'

const LIFETIME_S = 7200

/** 获取接口调用凭据. Unlike the real one, a new token does not invalidate the old one. */
export const accessToken: Endpoint = {
  operation: 'token',
  method: 'GET',
  path: '/cgi-bin/token',
  answer(desk, { query }) {
    if (query['grant_type'] !== 'client_credential') return ERRORS.badGrantType
    const refusal = checkApp(desk, query)
    if (refusal) return refusal
    const token = `LOCAL_${drawAlphanumeric(unseeded, 130)}`
    desk.tokens.put(token, { expiresAtMs: desk.context.clock.now() + LIFETIME_S * 1000 })
    return { access_token: token, expires_in: LIFETIME_S }
  },
}

export function isToken({ context, tokens }: Desk, token: string | undefined): boolean {
  const known = token === undefined ? undefined : tokens.get(token)
  return known !== undefined && context.clock.now() < known.expiresAtMs
}
