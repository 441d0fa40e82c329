import { parseDateTime } from '../../gateway/china-time'
import type { Counter } from './exchange'
import { type AlipayRefusal, invalid, missing, undecryptable } from './refusal'
import { isSignedRequest, type Parameters, signString } from './signing'

/** Query and form have the same syntax; the form takes precedence. */
export function mergeParameters(query: string, form: string): Parameters {
  return Object.fromEntries([...new URLSearchParams(query), ...new URLSearchParams(form)])
}

export interface Reading {
  readonly nowMs: number
  /** Whether encrypted content could be decrypted. */
  readonly isReadable: boolean
}

/** The first error of a call's public parameters, in the gateway's order. */
export function checkParameters(
  counter: Counter,
  parameters: Parameters,
  { isReadable, nowMs }: Reading,
): AlipayRefusal | null {
  const { keys, switches } = counter.context
  const { app_id: appId, charset, encrypt_type: encryption, format, method, sign } = parameters
  const { sign_type: signType, timestamp, version } = parameters
  if (!appId) return missing('app-id', 'AppID')
  if (appId !== keys.appId) return invalid('invalid-app-id', '无效的AppID参数')
  if (!method) return missing('method', '方法名')
  if (!signType) return missing('signature-type', '签名类型')
  if (signType !== 'RSA2') return invalid('invalid-signature-type', '无效的签名类型')
  if (!sign) return missing('signature', '签名')
  if (!timestamp) return missing('timestamp', '时间戳')
  if (!version) return missing('version', '版本')
  if (format && format.toLowerCase() !== 'json') return invalid('invalid-format', '无效的数据格式')
  if (charset?.toLowerCase() !== 'utf-8') return invalid('invalid-charset', '字符集错误')
  if (encryption && encryption !== 'AES') return invalid('invalid-encrypt-type', '无效的加密类型')
  const atMs = parseDateTime(timestamp)
  const skewMs = atMs === null ? Infinity : Math.abs(nowMs - atMs)
  if (skewMs > switches.timestampSkewMaxMs) return invalid('invalid-timestamp', '非法的时间戳参数')
  const uncertified = checkCertificates(counter, {
    app: parameters['app_cert_sn'],
    root: parameters['alipay_root_cert_sn'],
  })
  if (uncertified) return uncertified
  if (!isSignedRequest(parameters, counter.appKey)) return wrongSignature(parameters)
  return isReadable ? null : undecryptable
}

export interface NamedCertificates {
  readonly app: string | undefined
  readonly root: string | undefined
}

/** Certificates, if named, must be right; some apps have to name them. */
export function checkCertificates(
  { context, numbers }: Counter,
  { app, root }: NamedCertificates,
): AlipayRefusal | null {
  if (!app) {
    const isNeeded = context.switches.requiresCertificates
    return isNeeded ? invalid('missing-app-cert-sn', '缺少应用公钥证书序列号') : null
  }
  if (app !== numbers?.app) return invalid('app-cert-not-exist', '应用公钥证书不存在')
  if (!root) return invalid('missing-alipay-root-cert-sn', '缺少支付宝根证书序列号')
  const isKnown = root === numbers.root
  return isKnown ? null : invalid('invalid-alipay-root-cert-sn', '无效的支付宝根证书序列号')
}

const wrongSignature = (parameters: Parameters): AlipayRefusal =>
  invalid(
    'invalid-signature',
    `验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${signString(parameters, ['sign'])}`,
  )
