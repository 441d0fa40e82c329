import type { FastifyError, FastifyPluginAsync } from 'fastify'
import type { FaultRule } from '../faults'
import { reportBug } from '../gateway/bug-report'
import { keepBodiesRaw } from '../gateway/raw-bodies'
import { type NoReply, type RawReply, sendRaw } from '../gateway/raw-reply'
import { replyThrough } from '../gateway/reply-fault'
import { refuse, type Result } from '../gateway/result'
import { type CheckAuthorization, openAuthorization } from './wire/authorization'
import { type Call, subjectOf, toCall } from './wire/call'
import type { Context, Endpoint } from './context'
import { REFUSALS, refusalOnDemand, type WechatPayRefusal } from './wire/refusal'
import { clockOffsetMs, type Outcome, writeReply } from './wire/reply'
import type { Answer } from './wire/answer'

/** Registers the endpoints: authorisation before them, signature and faults around them. */
export function createRoutes(context: Context, endpoints: readonly Endpoint[]): FastifyPluginAsync {
  const check = openAuthorization(context.keys)
  return async (server) => {
    keepBodiesRaw(server)
    server.setNotFoundHandler((_request, reply) => reply.code(404).send())
    server.setErrorHandler<FastifyError>((error, _request, reply) => {
      const { statusCode: status = 500 } = error
      if (status >= 500) reportBug(context.service, 'wechat-pay', error)
      const { code, message } = status >= 500 ? REFUSALS.broken : REFUSALS.unreadable
      return reply.code(status).send({ code, message })
    })
    for (const endpoint of endpoints) {
      server.route<{ Params: Record<string, string> }>({
        method: endpoint.method,
        url: endpoint.path,
        handler: async (request, reply) =>
          sendRaw(reply, await exchange({ context, check, endpoint }, toCall(request))),
      })
    }
  }
}

interface Counter {
  readonly context: Context
  readonly check: CheckAuthorization
  readonly endpoint: Endpoint
}

const refusing = (refusal: WechatPayRefusal): Outcome => ({
  ...refuse(refusal),
  isAuthorized: true,
})

async function exchange(counter: Counter, call: Call): Promise<RawReply | NoReply> {
  const { context, endpoint } = counter
  const { clock, faults, file, wire } = context.service
  const startedMs = clock.now()
  const subject = subjectOf(call)
  const fault = faults.take(`wechat-pay.${endpoint.operation}`, subject)
  let outcome: Outcome = refusing(REFUSALS.broken)
  const reply = await replyThrough(
    fault,
    async () => {
      outcome = decide(counter, call, fault)
      await file.durable()
      if (outcome.ok && 'after' in outcome.value) await outcome.value.after
      return writeReply(context, call, outcome, fault)
    },
    {
      failure: () => writeReply(context, call, refusing(REFUSALS.broken), null),
      limited: () => writeReply(context, call, refusing(REFUSALS.limited), null),
    },
  )
  wire.record({
    atMs: clock.now(),
    service: 'wechat-pay',
    title: `${call.method} ${call.url.split('?')[0]}`,
    detail: describe(outcome, subject, fault, reply),
    outcome: fault ? 'fault' : outcome.ok ? 'ok' : 'refused',
    durationMs: clock.now() - startedMs,
    data: { ...subject, operation: endpoint.operation, status: reply.status },
  })
  return reply
}

function decide(
  { check, context, endpoint }: Counter,
  call: Call,
  fault: FaultRule | null,
): Outcome {
  const isAnonymous = !call.headers['user-agent'] || !call.headers.accept
  if (isAnonymous && !endpoint.path.startsWith(TRANSACTIONS)) {
    return { ...refuse(REFUSALS.anonymous), isAuthorized: false }
  }
  const { headers, method, text, url } = call
  const signed = { method, url, body: text, authorization: headers.authorization }
  const authorized = check(signed, context.service.clock.now() + clockOffsetMs(fault))
  if (!authorized.ok) return { ...authorized, isAuthorized: false }
  const own = { ...context, keys: authorized.value }
  return { ...answer(own, endpoint, call, fault), isAuthorized: true }
}

function answer(
  context: Context,
  endpoint: Endpoint,
  call: Call,
  fault: FaultRule | null,
): Result<Answer, WechatPayRefusal> {
  if (fault?.kind === 'refuses') return refuse(refusalOnDemand(fault.with?.['code']))
  const { body, params, query } = call
  const serial = call.headers['wechatpay-serial']
  const namedKey = typeof serial === 'string' ? context.signingKeys.find(serial) : undefined
  if (serial !== undefined && !namedKey) return refuse(REFUSALS.unknownSerial)
  return endpoint.answer(context, { params, query, body, namedKey, fault })
}

/** These ignore Accept and User-Agent, as seen from outside in September 2026. */
const TRANSACTIONS = '/v3/pay/transactions/'

function describe(
  outcome: Outcome,
  { outTradeNo }: Readonly<Record<string, string>>,
  fault: FaultRule | null,
  reply: RawReply | NoReply,
): string {
  const about = outTradeNo === undefined ? [] : [`单号 …${outTradeNo.slice(-4)}`]
  if (fault) {
    const answered = reply.status === null ? '不应答' : `应答 ${reply.status}`
    return [`故障 ${fault.kind}`, ...about, answered].join(' · ')
  }
  if (outcome.ok) return ['签名通过', ...about, outcome.value.note].join(' · ')
  const { code, message, status } = outcome.refusal
  return [`${status} ${code}`, ...about, message].join(' · ')
}
