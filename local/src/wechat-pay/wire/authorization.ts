import type { KeyObject } from 'node:crypto'
import { ok, refuse, type Result } from '../../gateway/result'
import { verifyRsa } from '../../gateway/rsa'
import { publicKeyOf } from './certificate-key'
import type { WechatPayKeys } from './keys'
import { keysOf } from '../merchants'
import type { WechatPayRefusal } from './refusal'

/** Signed parts of a request, as sent over the wire. */
export interface SignedRequest {
  readonly method: string
  /** Path and query, not decoded. */
  readonly url: string
  readonly body: string
  readonly authorization: string | undefined
}

/** Answers with the keys of the merchant who signed. */
export type CheckAuthorization = (
  request: SignedRequest,
  nowMs: number,
) => Result<WechatPayKeys, WechatPayRefusal>

const SCHEME = 'WECHATPAY2-SHA256-RSA2048'
const SKEW_MAX_S = 300
/** Length of the body quoted in the refusal of a wrong signature. */
const TOLD_BODY_LENGTH = 8

/**
 * 请求签名 (…/doc/v3/merchant/4012365342). Every failure is 401 SIGN_ERROR, with the reason in the
 * message only; the order of the checks is as seen from outside in September 2026.
 */
export function openAuthorization(keys: WechatPayKeys): CheckAuthorization {
  return (request, nowMs) => {
    const fields = parseAuthorization(request.authorization)
    if (!fields)
      return signError('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》')
    if (Math.abs(nowMs / 1000 - Number(fields.timestamp)) > SKEW_MAX_S) {
      return signError('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟')
    }
    const own = keysOf(keys, fields.mchid)
    if (!own) return signError('商户号不存在或未申请过证书')
    if (fields.serial_no.toUpperCase() !== own.merchant.serial) {
      return signError('商户证书序列号有误。请使用签名私钥匹配的证书序列号')
    }
    const checked = checkSignature(publicKeyOf(own.merchant), request, fields)
    return checked.ok ? ok(own) : checked
  }
}

type Fields = Readonly<
  Record<'mchid' | 'nonce_str' | 'signature' | 'timestamp' | 'serial_no', string>
>

/** In any order; no other field, no duplicates, no spaces between them. */
function parseAuthorization(header: string | undefined): Fields | null {
  const [scheme, rest, ...more] = header?.split(' ') ?? []
  if (scheme !== SCHEME || rest === undefined || more.length > 0) return null
  const pairs = rest.split(',').map((pair) => /^([a-z_]+)="([^"]+)"$/.exec(pair))
  const fields = new Map(pairs.map((match) => [match?.[1], match?.[2]]))
  const [mchid, nonce, signature, timestamp, serial] = [
    fields.get('mchid'),
    fields.get('nonce_str'),
    fields.get('signature'),
    fields.get('timestamp'),
    fields.get('serial_no'),
  ]
  if (!mchid || !nonce || !signature || !timestamp || !serial) return null
  if (pairs.length !== 5 || nonce.length > 32 || !/^\d{10}$/.test(timestamp)) return null
  return { mchid, nonce_str: nonce, signature, timestamp, serial_no: serial }
}

function checkSignature(
  publicKey: KeyObject,
  { body, method, url }: SignedRequest,
  { nonce_str: nonce, signature, timestamp }: Fields,
): Result<null, WechatPayRefusal> {
  const head = `${method}\n${url}\n${timestamp}\n${nonce}\n`
  if (verifyRsa(publicKey, `${head}${body}\n`, signature)) return ok(null)
  return signError('错误的签名，验签失败', {
    field: 'signature',
    issue: 'sign not match',
    location: 'authorization',
    sign_information: {
      method,
      url,
      truncated_sign_message: `${head}${body.slice(0, TOLD_BODY_LENGTH)}\n`,
      sign_message_length: Buffer.byteLength(`${head}${body}\n`),
    },
  })
}

const signError = (message: string, detail?: Readonly<Record<string, unknown>>) =>
  refuse<WechatPayRefusal>({
    status: 401,
    code: 'SIGN_ERROR',
    message,
    number: 268443699,
    ...(detail ? { detail } : {}),
  })
