import { z } from 'zod'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context, Endpoint } from '../context'
import { postNotice } from '../notice/notifications'
import { isNotifyUrl } from '../notice/notify-url'
import { publicKeyOf } from './certificate-key'
import { paramError, parseAs } from './parse'
import type { WechatPayRefusal } from './refusal'
import { decryptSensitive, encryptSensitive } from './sensitive'

const echoRequest = z.strictObject({
  echo_message: z.string().min(1).max(1024),
  encrypted_echo_message: z.string().min(1).max(4096).optional(),
  notify_url: z.string().min(1).max(255).optional(),
})

/**
 * 商户签名验签／加解密测试 (…/doc/v3/partner/4019605946): returns the given text in clear and encrypted, and
 * calls notify_url with it. The real content of that call is not published.
 */
export const echo: Endpoint = {
  operation: 'echo',
  method: 'POST',
  path: '/v3/security/echo',
  answer(context, { body }) {
    const request = parseAs(echoRequest, body, 'body')
    if (!request.ok) return request
    const { echo_message, encrypted_echo_message: encrypted, notify_url: url } = request.value
    if (url !== undefined && !isNotifyUrl(url, context.switches.loopbackNotifyUrls)) {
      return refuse(paramError('body', ['notify_url'], url, '通知地址不合法'))
    }
    const sealed = encrypted === undefined ? ok({}) : echoEncrypted(context, encrypted)
    if (!sealed.ok) return sealed
    if (url !== undefined) callBack(context, url, echo_message)
    return ok({ body: { echo_message, ...sealed.value }, note: '签名正确' })
  },
}

function echoEncrypted(
  { keys, signingKeys }: Context,
  encrypted: string,
): Result<object, WechatPayRefusal> {
  const clear = [signingKeys.publicKey, ...signingKeys.certificates()]
    .map(({ privateKey }) => decryptSensitive(privateKey, encrypted))
    .find((text) => text)
  if (!clear) return refuse(paramError('body', ['encrypted_echo_message'], encrypted, '解密失败'))
  return ok({ encrypted_echo_message: encryptSensitive(publicKeyOf(keys.merchant), clear) })
}

function callBack(context: Context, url: string, echo_message: string): void {
  void postNotice(context, {
    url,
    event: 'SECURITY.ECHO',
    summary: '回调测试',
    originalType: 'echo',
    outTradeNo: '',
    resource: { mchid: context.keys.mchid, echo_message },
  })
}
