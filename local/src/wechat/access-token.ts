import { drawAlphanumeric, unseeded } from '../gateway/drawn'
import { checkApp, type Context, type Endpoint, ERRORS } from './context'

const LIFETIME_S = 7200

/** 获取接口调用凭据. Unlike the real one, a new token does not invalidate the old one. */
export const accessToken: Endpoint = {
  operation: 'token',
  method: 'GET',
  path: '/cgi-bin/token',
  answer(context, { query }) {
    if (query['grant_type'] !== 'client_credential') return ERRORS.badGrantType
    const refusal = checkApp(context, query)
    if (refusal) return refusal
    const token = `LOCAL_${drawAlphanumeric(unseeded, 130)}`
    context.tokens.put(token, { expiresAtMs: context.service.clock.now() + LIFETIME_S * 1000 })
    return { access_token: token, expires_in: LIFETIME_S }
  },
}

export function isToken({ service, tokens }: Context, token: string | undefined): boolean {
  const known = token === undefined ? undefined : tokens.get(token)
  return known !== undefined && service.clock.now() < known.expiresAtMs
}
