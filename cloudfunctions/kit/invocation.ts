import { z } from 'zod'

/**
 * How a call reached the function. The two ways in are kept apart: what comes over HTTP never has a
 * wallet's identity, however its body looks, because the identity of an invocation is not in the
 * event at all.
 */
export type Invocation =
  | {
      readonly by: 'call'
      readonly data: unknown
      readonly requestId: string
      readonly wechat: WechatCaller | null
    }
  | {
      readonly by: 'http'
      readonly path: string
      readonly method: string
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      /** As it came over the wire. */
      readonly body: Buffer
      readonly requestId: string
    }
  | { readonly by: 'timer'; readonly trigger: string; readonly requestId: string }

/** As WeChat vouches for him, from the invocation's own environment. */
export interface WechatCaller {
  readonly appId: string
  readonly openId: string
}

/** What the SDK reads from the invocation's environment (cloudbase reference 1.5). */
export interface InvocationEnvironment {
  readonly WX_APPID?: string | undefined
  readonly WX_OPENID?: string | undefined
}

const httpEvent = z
  .object({
    path: z.string(),
    httpMethod: z.string(),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    body: z.string().nullish(),
    isBase64Encoded: z.boolean().nullish(),
  })
  .transform(({ body, headers, httpMethod, isBase64Encoded, path }) => ({
    path,
    method: httpMethod.toUpperCase(),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  }))

const timerEvent = z.object({
  Type: z.string().regex(/^timer$/i),
  TriggerName: z.string(),
})

/**
 * An event that looks like HTTP is taken for it whoever sent it: that only ever takes an identity
 * away. The reverse would let what an earlier call left behind vouch for a stranger.
 */
export function readInvocation(
  event: unknown,
  { WX_APPID: appId, WX_OPENID: openId }: InvocationEnvironment,
  requestId: string,
): Invocation {
  const http = httpEvent.safeParse(event)
  if (http.success) return { ...http.data, by: 'http', requestId }
  if (appId && openId) return { by: 'call', data: event, requestId, wechat: { appId, openId } }
  const timer = timerEvent.safeParse(event)
  if (timer.success) return { by: 'timer', trigger: timer.data.TriggerName, requestId }
  return { by: 'call', data: event, requestId, wechat: null }
}
