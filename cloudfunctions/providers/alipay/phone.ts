import { AlipaySdk } from 'alipay-sdk'
import { mobileIn } from '@palm/shared/member/phone/phone'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { PhoneProof, VouchRefusal } from '@palm/shared/api/phone'
import { z } from 'zod'
import type { AlipayCredentials } from '../../credentials/credentials'

type Envelope = Extract<PhoneProof, { wallet: 'alipay' }>

/** As decrypted; 40001 and 40003: the user did not agree, or the app is not set up. */
const answerForm = z.object({ code: z.string(), mobile: z.string().optional() })

/** Signed over the ciphertext with its quotes, as it stands in the envelope's JSON. */
const signed = (response: string) => `"${response}"`

/**
 * Opens the envelope of `my.getPhoneNumber`: its signature first, then the content encryption.
 * https://opendocs.alipay.com/mini/api/getphonenumber
 */
export function openAlipayEnvelope(
  { response, sign }: Envelope,
  credentials: AlipayCredentials,
  aesKey: string,
): Result<string, VouchRefusal> {
  const sdk = new AlipaySdk({
    appId: credentials.appId,
    privateKey: credentials.appPrivateKeyPem,
    keyType: 'PKCS8',
    alipayPublicKey: credentials.alipayPublicKeyPem,
    encryptKey: aesKey,
  })
  const plain = sdk.rsaCheck(signed(response), sign, 'RSA2') ? plainOf(sdk, response) : null
  const read = answerForm.safeParse(plain)
  if (!read.success || read.data.code !== '10000') return refuse({ code: 'phone/code-refused' })
  const mobile = mobileIn(read.data.mobile ?? '')
  return mobile === null ? refuse({ code: 'phone/not-mobile' }) : ok(mobile)
}

function plainOf(sdk: AlipaySdk, response: string): unknown {
  try {
    return JSON.parse(sdk.aesDecrypt(response))
  } catch {
    return null // encrypted with another key
  }
}
