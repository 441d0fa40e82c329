import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { FaultRule } from '../../faults'
import { drawHex } from '../../gateway/drawn'
import { type RawReply, sendRaw } from '../../gateway/raw-reply'
import { signRsa, strangerKey, verifyRsa } from '../../gateway/rsa'
import { decryptAes, encryptAes } from './aes'
import type { Method } from '../context'
import { type Call, type Counter, exchange, type Outcome } from './exchange'
import { checkCertificates } from './parameters'
import { type AlipayRefusal, invalid, missing, REFUSALS, undecryptable } from './refusal'
import type { Parameters } from './signing'

/**
 * API v3 (opendocs.alipay.com/open-v3/054oog): a path per method, content as JSON body or query,
 * the signature in headers, refusals by HTTP status.
 */
export function v3Routes(counter: Counter): FastifyPluginAsync {
  return async (server) => {
    for (const method of counter.methods) {
      server.route({
        method: method.http ?? 'POST',
        url: `/v3/${method.name.replaceAll('.', '/')}`,
        handler: async (request, reply) =>
          sendRaw(reply, await exchange(counter, toCall(counter, method, request))),
      })
    }
    server.all('/v3/*', async (request, reply) =>
      reply.code(404).send({ code: 'invalid-method', message: `${request.url} 不存在` }),
    )
  }
}

interface SignedRequest {
  readonly method: string
  /** Path and query, not decoded. */
  readonly url: string
  readonly body: string
  readonly authorization: Authorization
  /** `alipay-app-auth-token` */
  readonly token: string | undefined
}

function toCall(counter: Counter, method: Method, request: FastifyRequest): Call {
  const { headers, method: http } = request
  const body = typeof request.body === 'string' ? request.body : ''
  const isEncrypted = headers['alipay-encrypt-type'] === 'AES'
  const text = isEncrypted ? decryptAes(body, counter.context.keys.aesKey) : body
  const content = http === 'GET' ? request.query : parseJson(text ?? '')
  const authorization = parseAuthorization(headers.authorization)
  const rootNumber = textOf(headers['alipay-root-cert-sn'])
  const signed: SignedRequest = {
    method: http,
    url: request.raw.url ?? '',
    body,
    authorization,
    token: textOf(headers['alipay-app-auth-token']),
  }
  const isByCertificate = authorization.fields['app_cert_sn'] !== undefined
  return {
    title: `${http} ${signed.url.split('?')[0]}`,
    name: method.name,
    method,
    parameters: textsOf(content),
    content,
    origin: `http://${headers.host}`,
    check(nowMs) {
      const refusal = checkSigned(counter, signed, rootNumber, nowMs)
      if (refusal) return refusal
      return text === null ? undecryptable : null
    },
    write: (outcome, fault) => write(counter, { isByCertificate, isEncrypted }, outcome, fault),
    fail: () => refuseWith(counter, REFUSALS.unavailable),
  }
}

interface Authorization {
  /** Everything before `,sign=`, as received. */
  readonly text: string
  readonly fields: Parameters
}

/** `ALIPAY-SHA256withRSA app_id=…,nonce=…,timestamp=…,sign=…` (open-v3/054q58). */
function parseAuthorization(header: string | undefined): Authorization {
  const [, told = ''] = /^ALIPAY-SHA256withRSA (.+)$/.exec(header ?? '') ?? []
  const fields = told.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, Math.max(at, 0)), pair.slice(at + 1)]
  })
  return { text: told.replace(/,sign=[^,]*$/, ''), fields: Object.fromEntries(fields) }
}

/** The time is checked first: an empty request is refused for the missing time. */
function checkSigned(
  counter: Counter,
  { authorization, body, method, token, url }: SignedRequest,
  rootNumber: string | undefined,
  nowMs: number,
): AlipayRefusal | null {
  const { keys, switches } = counter.context
  const { app_cert_sn: app, app_id: appId, nonce, sign, timestamp } = authorization.fields
  if (!timestamp) return missing('timestamp', '时间戳')
  if (!appId) return missing('app-id', 'AppID')
  if (appId !== keys.appId) return invalid('invalid-app-id', '无效的AppID参数')
  const skewMs = /^\d{13}$/.test(timestamp) ? Math.abs(nowMs - Number(timestamp)) : Infinity
  if (skewMs > switches.timestampSkewMaxMs) return invalid('invalid-timestamp', '非法的时间戳参数')
  if (!nonce) return missing('nonce', '随机字符串')
  if (!sign) return missing('signature', '签名')
  const uncertified = checkCertificates(counter, { app, root: rootNumber })
  if (uncertified) return uncertified
  const lines = [authorization.text, method, url, body, ...(token === undefined ? [] : [token])]
  const isGood = verifyRsa(counter.appKey, lines.map((line) => `${line}\n`).join(''), sign)
  return isGood ? null : invalid('invalid-signature', '验签出错')
}

interface Wish {
  readonly isByCertificate: boolean
  readonly isEncrypted: boolean
}

/** Successes are signed, refusals are not. */
function write(
  counter: Counter,
  { isByCertificate, isEncrypted }: Wish,
  outcome: Outcome,
  fault: FaultRule | null,
): RawReply {
  if (!outcome.ok) return refuseWith(counter, outcome.refusal)
  const { context, numbers, platformKey } = counter
  const { clock, random } = context.service
  const told = JSON.stringify(outcome.value.fields)
  const body = isEncrypted ? encryptAes(told, context.keys.aesKey) : told
  const timestamp = String(clock.now() - (fault?.kind === 'stale-reply' ? STALE_MS : 0))
  const nonce = drawHex(random, 32)
  const key = fault?.kind === 'bad-signature' ? strangerKey() : platformKey
  const signature = {
    'alipay-timestamp': timestamp,
    'alipay-nonce': nonce,
    'alipay-signature': signRsa(key, `${timestamp}\n${nonce}\n${body}\n`),
    ...(isByCertificate && numbers ? { 'alipay-sn': numbers.alipay } : {}),
  }
  return {
    status: 200,
    headers: {
      'content-type': isEncrypted ? 'text/plain;charset=UTF-8' : JSON_TYPE,
      'alipay-trace-id': `0b${drawHex(random, 28)}`,
      ...(fault?.kind === 'unsigned' ? {} : signature),
    },
    body,
  }
}

const STALE_MS = 600_000
const JSON_TYPE = 'application/json;charset=UTF-8'

const STATUSES: Readonly<Record<AlipayRefusal['code'], number>> = {
  '20000': 500,
  '20001': 401,
  '40001': 400,
  '40002': 400,
  '40003': 400,
  '40004': 400,
  '40005': 429,
  '40006': 401,
}

/** The codes of `/gateway.do` without their prefix; business codes unchanged. */
function refuseWith({ context }: Counter, { code, subCode, subMsg }: AlipayRefusal): RawReply {
  const traceId = `0b${drawHex(context.service.random, 28)}`
  const link = `https://open.alipay.com/api/errCheck?traceId=${traceId}&source=openapi`
  return {
    status: STATUSES[code],
    headers: { 'content-type': JSON_TYPE, 'alipay-trace-id': traceId },
    body: JSON.stringify({
      code: subCode.replace(/^(isv|isp|aop)\./, ''),
      links: [{ link, desc: '解决方案' }],
      message: subMsg,
    }),
  }
}

const textOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined

/** Parameters that the older API has beside the content are part of it here. */
const textsOf = (content: unknown): Parameters =>
  Object.fromEntries(
    Object.entries(content ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the schema of the method refuses it
  }
}
