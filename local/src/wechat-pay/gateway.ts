import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { FaultRule } from '../faults'
import { reportBug } from '../gateway/bug-report'
import { drawAlphanumeric, drawHex } from '../gateway/drawn'
import { keepBodiesRaw } from '../gateway/raw-bodies'
import { type RawReply, replyThrough } from '../gateway/reply-fault'
import { refuse, type Result } from '../gateway/result'
import { strangerKey } from '../gateway/rsa'
import { type CheckAuthorization, openAuthorization } from './authorization'
import type { Answer, Desk, Endpoint } from './desk'
import { asProbe, signatureHeaders, type SigningKey } from './platform-signer'
import { REFUSALS, refusalOnDemand, spellCode, type WechatPayRefusal } from './refusal'

/** Puts the endpoints on the wire: authorisation before them, signature and faults around them. */
export function createRoutes(desk: Desk, endpoints: readonly Endpoint[]): FastifyPluginAsync {
  const check = openAuthorization(desk.keys)
  return async (server) => {
    keepBodiesRaw(server)
    server.setNotFoundHandler((_request, reply) => reply.code(404).send())
    server.setErrorHandler<FastifyError>((error, _request, reply) => {
      reportBug(desk.context, 'wechat-pay', error)
      return reply.code(error.statusCode ?? 500).send(printRefusal(desk, REFUSALS.broken))
    })
    for (const endpoint of endpoints) {
      server.route<{ Params: Record<string, string> }>({
        method: endpoint.method,
        url: endpoint.path,
        async handler(request, reply) {
          const answered = await exchange({ desk, check, endpoint }, toCall(request))
          if (!answered) return reply.hijack() // the caller is left waiting
          return reply.code(answered.status).headers(answered.headers).send(answered.body)
        },
      })
    }
  }
}

interface Counter {
  readonly desk: Desk
  readonly check: CheckAuthorization
  readonly endpoint: Endpoint
}

interface Call {
  readonly method: string
  readonly url: string
  readonly headers: FastifyRequest['headers']
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly text: string
  /** Undefined where there is no JSON. */
  readonly body: unknown
}

type Outcome = Result<Answer, WechatPayRefusal> & { readonly isAuthorized: boolean }

async function exchange(counter: Counter, call: Call): Promise<RawReply | null> {
  const { desk, endpoint } = counter
  const startedMs = performance.now()
  const subject = subjectOf(call)
  const fault = desk.context.faults.take(`wechat-pay.${endpoint.operation}`, subject)
  let outcome: Outcome = { ...refuse(REFUSALS.broken), isAuthorized: true }
  const reply = await replyThrough(
    fault,
    async () => {
      outcome = decide(counter, call, fault)
      await desk.context.file.durable()
      return toReply(desk, call, outcome, fault)
    },
    () => toReply(desk, call, { ...refuse(REFUSALS.broken), isAuthorized: true }, null),
  )
  const detail = describe(outcome, subject, fault, reply)
  desk.context.wire.record({
    atMs: desk.context.clock.now(),
    service: 'wechat-pay',
    title: `${call.method} ${call.url.split('?')[0]}`,
    detail,
    outcome: fault ? 'fault' : outcome.ok ? 'ok' : 'refused',
    durationMs: Math.round(performance.now() - startedMs),
    data: { ...subject, operation: endpoint.operation, status: reply?.status ?? null },
  })
  return reply
}

function decide({ check, desk, endpoint }: Counter, call: Call, fault: FaultRule | null): Outcome {
  const isAnonymous = !call.headers['user-agent'] || !call.headers.accept
  if (isAnonymous && !endpoint.path.startsWith(TRANSACTIONS)) {
    return { ...refuse(REFUSALS.anonymous), isAuthorized: false }
  }
  const { headers, method, text, url } = call
  const signed = { method, url, body: text, authorization: headers.authorization }
  const authorized = check(signed, desk.context.clock.now())
  if (!authorized.ok) return { ...authorized, isAuthorized: false }
  return { ...answer(desk, endpoint, call, fault), isAuthorized: true }
}

function answer(
  desk: Desk,
  endpoint: Endpoint,
  call: Call,
  fault: FaultRule | null,
): Result<Answer, WechatPayRefusal> {
  if (fault?.kind === 'refuses') return refuse(refusalOnDemand(fault.with?.['code']))
  const serial = call.headers['wechatpay-serial']
  if (typeof serial === 'string' && !desk.signingKeys.find(serial)) {
    return refuse(REFUSALS.unknownSerial)
  }
  return endpoint.answer(desk, { params: call.params, query: call.query, body: call.body, fault })
}

/** These do not look at Accept and User-Agent, as seen from outside in September 2026. */
const TRANSACTIONS = '/v3/pay/transactions/'

function toReply(desk: Desk, call: Call, outcome: Outcome, fault: FaultRule | null): RawReply {
  const number = outcome.ok ? 0 : (outcome.refusal.number ?? 0)
  const requestId = `${drawHex(desk.context.random, 40).toUpperCase()}-${number}`
  const status = outcome.ok ? (outcome.value.body ? 200 : 204) : outcome.refusal.status
  const body = outcome.ok ? printBody(outcome.value.body) : printRefusal(desk, outcome.refusal)
  const isSigned = outcome.ok || (outcome.isAuthorized && desk.switches.signsRefusals)
  return {
    status,
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      'request-id': requestId,
      ...(isSigned && fault?.kind !== 'unsigned' ? sign(desk, call, body, fault) : {}),
    },
    body,
  }
}

const printBody = (body: object | null): string => (body ? JSON.stringify(body) : '')

function printRefusal({ switches }: Desk, { code, detail, message }: WechatPayRefusal): string {
  return JSON.stringify({
    code: spellCode(code, switches.spelling),
    message,
    ...(detail ? { detail } : {}),
  })
}

/** With the key that the request names; without a name, as before there were public keys. */
function sign({ context, signingKeys }: Desk, call: Call, body: string, fault: FaultRule | null) {
  const named = call.headers['wechatpay-serial']
  const wanted = typeof named === 'string' ? signingKeys.find(named) : undefined
  const key: SigningKey = wanted ?? signingKeys.certificate ?? signingKeys.publicKey
  const headers = signatureHeaders({
    key: fault?.kind === 'bad-signature' ? { ...key, privateKey: strangerKey() } : key,
    nonce: drawAlphanumeric(context.random, 32),
    atMs: context.clock.now(),
    body,
  })
  return fault?.kind === 'signtest-reply' ? asProbe(headers) : headers
}

function toCall(request: FastifyRequest<{ Params: Record<string, string> }>): Call {
  const text = typeof request.body === 'string' ? request.body : ''
  return {
    method: request.method,
    url: request.raw.url ?? '',
    headers: request.headers,
    params: request.params,
    query: request.query as Readonly<Record<string, unknown>>,
    text,
    body: parseJson(text),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the schema of the endpoint refuses it
  }
}

/** The numbers that a fault can be aimed at and a person looks for. */
function subjectOf({ body, params }: Call): Readonly<Record<string, string>> {
  const told = { ...(typeof body === 'object' ? body : {}), ...params }
  const names = { out_trade_no: 'outTradeNo', out_refund_no: 'outRefundNo' }
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) =>
      name in names && typeof value === 'string'
        ? [[names[name as keyof typeof names], value]]
        : [],
    ),
  )
}

function describe(
  outcome: Outcome,
  { outTradeNo }: Readonly<Record<string, string>>,
  fault: FaultRule | null,
  reply: RawReply | null,
): string {
  const about = outTradeNo === undefined ? [] : [`单号 …${outTradeNo.slice(-4)}`]
  if (fault)
    return [`故障 ${fault.kind}`, ...about, reply ? `应答 ${reply.status}` : '不应答'].join(' · ')
  if (outcome.ok) return ['签名通过', ...about, outcome.value.note].join(' · ')
  const { code, message, status } = outcome.refusal
  return [`${status} ${code}`, ...about, message].join(' · ')
}
