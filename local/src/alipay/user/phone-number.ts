import { createPrivateKey } from 'node:crypto'
import { signRsa } from '../../gateway/rsa'
import { encryptAes } from '../wire/aes'
import type { AlipayKeys } from '../wire/keys'

/** Result of `my.getPhoneNumber`: to be verified, including the quotes, and then decrypted. */
export interface PhoneNumberEnvelope {
  readonly response: string
  readonly sign: string
}

/** 获取会员手机号 (opendocs.alipay.com/mini/api/getphonenumber). */
export function sealPhoneNumber(keys: AlipayKeys, mobile: string): PhoneNumberEnvelope {
  const told = JSON.stringify({ code: '10000', msg: 'Success', mobile })
  const response = encryptAes(told, keys.aesKey)
  const key = createPrivateKey(keys.platform.privateKeyPem)
  return { response, sign: signRsa(key, `"${response}"`) }
}
