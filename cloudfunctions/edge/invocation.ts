import { z } from 'zod'
import type { InvocationEnvironment } from './invocation-environment'

/**
 * How a call reached the function. The two ways are separate: a request over HTTP never has a
 * wallet's identity, whatever its body, because the identity of an invocation is not in the event.
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
      /** As received. */
      readonly body: Buffer
      readonly requestId: string
    }
  | { readonly by: 'timer'; readonly trigger: string; readonly requestId: string }

/** Vouched for by WeChat, from the invocation's own environment. */
export interface WechatCaller {
  readonly appId: string
  readonly openId: string
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

/** A phone, or the developer tools with a phone's account. Both are vouched for by WeChat. */
const WECHAT_CLIENTS = ['wx_client', 'wx_devtools']
const TRIGGER = 'wx_trigger'

/**
 * An event that looks like HTTP is treated as HTTP, which can only remove an identity. An identity
 * needs a WeChat client as the source of this call; the cloud's own trigger has none, and a caller
 * with an identity is not the trigger.
 */
export function readInvocation(
  event: unknown,
  { TCB_SOURCE: source, WX_APPID: appId, WX_OPENID: openId }: InvocationEnvironment,
  requestId: string,
): Invocation {
  const http = httpEvent.safeParse(event)
  if (http.success) return { ...http.data, by: 'http', requestId }
  const isClient = source !== undefined && WECHAT_CLIENTS.includes(source)
  if (isClient && appId && openId) {
    return { by: 'call', data: event, requestId, wechat: { appId, openId } }
  }
  const timer = timerEvent.safeParse(event)
  const mayBeTimer = source === undefined || source === TRIGGER
  if (timer.success && mayBeTimer) {
    return { by: 'timer', trigger: timer.data.TriggerName, requestId }
  }
  return { by: 'call', data: event, requestId, wechat: null }
}
