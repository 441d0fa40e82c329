import type { KeyObject } from 'node:crypto'
import { parseDateTime } from '../gateway/china-time'
import type { Office } from './desk'
import { type AlipayRefusal, invalid, missing } from './refusal'
import { isSignedRequest, type Parameters, signString } from './signing'

/** Query and form say the same things in the same way: the form goes first. */
export function mergeParameters(query: string, form: string): Parameters {
  return Object.fromEntries([...new URLSearchParams(query), ...new URLSearchParams(form)])
}

/** The first thing wrong with the public parameters of a call, in the gateway's order. */
export function checkParameters(
  { context, keys, switches }: Office,
  appKey: KeyObject,
  parameters: Parameters,
): AlipayRefusal | null {
  const { app_id: appId, charset, format, method, sign, sign_type: signType } = parameters
  const { timestamp, version } = parameters
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
  const atMs = parseDateTime(timestamp)
  const skewMs = atMs === null ? Infinity : Math.abs(context.clock.now() - atMs)
  if (skewMs > switches.timestampSkewMaxMs) return invalid('invalid-timestamp', '非法的时间戳参数')
  return isSignedRequest(parameters, appKey) ? null : wrongSignature(parameters)
}

const wrongSignature = (parameters: Parameters): AlipayRefusal =>
  invalid(
    'invalid-signature',
    `验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${signString(parameters, ['sign'])}`,
  )
