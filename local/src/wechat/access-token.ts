import { z } from 'zod'
import { drawAlphanumeric, unseeded } from '../gateway/drawn'
import { checkApp, type Context, type Endpoint, ERRORS } from './context'

const LIFETIME_S = 7200
/** A stable token is renewed in its last minutes; until its end the old one stays valid. */
const RENEWED_BEFORE_S = 300
/** The name of the stable token among the records. */
const STABLE = 'stable'

/** 获取接口调用凭据. Unlike the real one, a new token does not invalidate the old one. */
export const accessToken: Endpoint = {
  operation: 'token',
  method: 'GET',
  path: '/cgi-bin/token',
  answer(context, { query }) {
    if (query['grant_type'] !== 'client_credential') return ERRORS.badGrantType
    const refusal = checkApp(context, query)
    if (refusal) return refusal
    return { access_token: issueToken(context), expires_in: LIFETIME_S }
  },
}

const stableRequest = z.object({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
})

/**
 * 获取稳定版接口调用凭据 (developers.weixin.qq.com, mp-access-token/getStableAccessToken): the same token for
 * everybody while it is valid; a forced refresh invalidates it.
 */
export const stableToken: Endpoint = {
  operation: 'stable-token',
  method: 'POST',
  path: '/cgi-bin/stable_token',
  answer(context, { body }) {
    const parsed = stableRequest.safeParse(body)
    if (!parsed.success) return ERRORS.badGrantType
    const { appid, force_refresh: isForced, secret } = parsed.data
    const refusal = checkApp(context, { appid, secret })
    if (refusal) return refusal
    const known = context.stableTokens.get(STABLE)
    const leftS = known === undefined ? 0 : secondsLeft(context, known)
    if (known !== undefined && !isForced && leftS > RENEWED_BEFORE_S) {
      return { access_token: known, expires_in: leftS }
    }
    if (known !== undefined && isForced) context.tokens.remove(known)
    const token = issueToken(context)
    context.stableTokens.put(STABLE, token)
    return { access_token: token, expires_in: LIFETIME_S }
  },
}

function issueToken({ service, tokens }: Context): string {
  const token = `LOCAL_${drawAlphanumeric(unseeded, 130)}`
  tokens.put(token, { expiresAtMs: service.clock.now() + LIFETIME_S * 1000 })
  return token
}

const secondsLeft = ({ service, tokens }: Context, token: string): number =>
  Math.floor(((tokens.get(token)?.expiresAtMs ?? 0) - service.clock.now()) / 1000)

export function isToken({ service, tokens }: Context, token: string | undefined): boolean {
  const known = token === undefined ? undefined : tokens.get(token)
  return known !== undefined && service.clock.now() < known.expiresAtMs
}
