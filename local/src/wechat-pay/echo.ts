import {
  constants,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  X509Certificate,
} from 'node:crypto'
import { z } from 'zod'
import { ok, refuse } from '../gateway/result'
import type { Endpoint } from './desk'
import { paramError, parseAs } from './parse'

const echoRequest = z.strictObject({
  echo_message: z.string().min(1).max(1024),
  encrypted_echo_message: z.string().min(1).max(4096).optional(),
  notify_url: z.string().min(1).max(255).optional(),
})

/**
 * 商户签名验签／加解密测试 (…/doc/v3/partner/4019605946): gives back what it was told, in clear and
 * encrypted. It does not call notify_url: what it would say there is not published.
 */
export const echo: Endpoint = {
  operation: 'echo',
  method: 'POST',
  path: '/v3/security/echo',
  answer({ keys, signingKeys }, { body }) {
    const request = parseAs(echoRequest, body, 'body')
    if (!request.ok) return request
    const { echo_message, encrypted_echo_message: encrypted } = request.value
    if (encrypted === undefined) return ok({ body: { echo_message }, note: '签名正确' })
    const owners = [signingKeys.publicKey, signingKeys.certificate].flatMap((key) => key ?? [])
    const clear = owners
      .map(({ privateKey }) => decrypt(privateKey, encrypted))
      .find((text) => text)
    if (!clear) {
      return refuse(paramError('body', ['encrypted_echo_message'], encrypted, '解密失败'))
    }
    const merchant = new X509Certificate(keys.merchant.certificatePem).publicKey
    const reply = { echo_message, encrypted_echo_message: encrypt(merchant, clear) }
    return ok({ body: reply, note: '签名与加密正确' })
  },
}

/** 敏感信息加解密: RSAES-OAEP with SHA-1 (…/doc/v3/merchant/4013053257). */
const padding = constants.RSA_PKCS1_OAEP_PADDING

const encrypt = (key: KeyObject, clear: Buffer): string =>
  publicEncrypt({ key, padding }, clear).toString('base64')

function decrypt(key: KeyObject, encrypted: string): Buffer | null {
  try {
    return privateDecrypt({ key, padding }, Buffer.from(encrypted, 'base64'))
  } catch {
    return null // meant for another key, or for none
  }
}
