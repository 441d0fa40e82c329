import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { FastifyError, FastifyPluginAsync } from 'fastify'
import type { FaultRule } from '../faults'
import { reportBug } from '../gateway/bug-report'
import { drawHex } from '../gateway/drawn'
import { keepBodiesRaw } from '../gateway/raw-bodies'
import { type RawReply, replyThrough } from '../gateway/reply-fault'
import { refuse, type Result } from '../gateway/result'
import { signRsa, strangerKey } from '../gateway/rsa'
import type { Answer, Desk, Method } from './desk'
import { checkParameters, mergeParameters } from './parameters'
import { type AlipayRefusal, invalid, presentRefusal, refusalOnDemand, REFUSALS } from './refusal'
import type { Parameters } from './signing'

/** `/gateway.do`: GET and POST, one address for every method. */
export function createRoutes(desk: Desk, methods: readonly Method[]): FastifyPluginAsync {
  const counter: Counter = {
    desk,
    methods: new Map(methods.map((method) => [method.name, method])),
    appKey: createPublicKey(desk.keys.app.publicKeyPem),
    platformKey: createPrivateKey(desk.keys.platform.privateKeyPem),
  }
  return async (server) => {
    keepBodiesRaw(server)
    server.setErrorHandler<FastifyError>((error, _request, reply) => {
      reportBug(desk.context, 'alipay', error)
      return reply.code(error.statusCode ?? 500).send('')
    })
    server.route({
      method: ['GET', 'POST'],
      url: '/gateway.do',
      async handler(request, reply) {
        const { search } = new URL(request.raw.url ?? '', 'http://localhost')
        const form = typeof request.body === 'string' ? request.body : ''
        const answered = await exchange(counter, mergeParameters(search, form))
        if (!answered) return reply.hijack() // the caller is left waiting
        return reply.code(answered.status).headers(answered.headers).send(answered.body)
      },
    })
  }
}

interface Counter {
  readonly desk: Desk
  readonly methods: ReadonlyMap<string, Method>
  readonly appKey: KeyObject
  readonly platformKey: KeyObject
}

type Outcome = Result<Answer, AlipayRefusal>

async function exchange(counter: Counter, parameters: Parameters): Promise<RawReply | null> {
  const { context } = counter.desk
  const startedMs = performance.now()
  const method = counter.methods.get(parameters['method'] ?? '')
  const content = parseJson(parameters['biz_content'])
  const subject = subjectOf(content)
  const fault = method ? context.faults.take(`alipay.${method.operation}`, subject) : null
  let outcome: Outcome = refuse(REFUSALS.broken)
  const reply = await replyThrough(
    fault,
    async () => {
      outcome = decide(counter, method, parameters, content, fault)
      await context.file.durable()
      return toReply(counter, parameters, outcome, fault)
    },
    () => ({ status: 500, headers: {}, body: '' }),
  )
  const name = parameters['method'] ?? ''
  context.wire.record({
    atMs: context.clock.now(),
    service: 'alipay',
    title: 'POST /gateway.do',
    detail: [name, ...describe(outcome, fault, reply)].join(' · '),
    outcome: fault ? 'fault' : outcome.ok ? 'ok' : 'refused',
    durationMs: Math.round(performance.now() - startedMs),
    data: { ...subject, method: name, status: reply?.status ?? null },
  })
  return reply
}

function decide(
  { appKey, desk }: Counter,
  method: Method | undefined,
  parameters: Parameters,
  content: unknown,
  fault: FaultRule | null,
): Outcome {
  const refusal = checkParameters(desk, appKey, parameters)
  if (refusal) return refuse(refusal)
  if (!method) return refuse(invalid('invalid-method', '不存在的方法名'))
  if (fault?.kind === 'refuses') return refuse(refusalOnDemand(fault.with?.['code']))
  return method.answer(desk, { parameters, content, fault })
}

/** HTTP 200 whatever happened, JSON under the name of HTML: so the real gateway answers. */
function toReply(
  { desk, methods, platformKey }: Counter,
  parameters: Parameters,
  outcome: Outcome,
  fault: FaultRule | null,
): RawReply {
  const name = parameters['method'] ?? ''
  const method = methods.get(name)
  const isError = !method || (!outcome.ok && method.hasErrorNode)
  const nodeName = isError ? 'error_response' : `${name.replaceAll('.', '_')}_response`
  const told = JSON.stringify(outcome.ok ? outcome.value.node : presentRefusal(outcome.refusal))
  const node = desk.switches.escapesSlashes ? told.replaceAll('/', '\\/') : told
  const isSigned = parameters['app_id'] === desk.keys.appId && fault?.kind !== 'unsigned'
  const key = fault?.kind === 'bad-signature' ? strangerKey() : platformKey
  const sign = isSigned ? `,"sign":"${signRsa(key, node)}"` : ''
  return {
    status: 200,
    headers: {
      'content-type': 'text/html;charset=utf-8',
      trace_id: `0b${drawHex(desk.context.random, 28)}`,
    },
    body: `{"${nodeName}":${node}${sign}}`,
  }
}

function describe(outcome: Outcome, fault: FaultRule | null, reply: RawReply | null): string[] {
  if (fault) return [`故障 ${fault.kind}`, reply ? `应答 ${reply.status}` : '不应答']
  if (outcome.ok) return ['RSA2 通过', outcome.value.note]
  return [outcome.refusal.subCode, outcome.refusal.subMsg.slice(0, 40)]
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined // the schema of the method refuses it
  }
}

/** The numbers that a fault can be aimed at and a person looks for. */
function subjectOf(content: unknown): Readonly<Record<string, string>> {
  const told: Readonly<Record<string, unknown>> =
    typeof content === 'object' && content !== null ? { ...content } : {}
  const { out_request_no: outRequestNo, out_trade_no: outTradeNo } = told
  return {
    ...(typeof outTradeNo === 'string' ? { outTradeNo } : {}),
    ...(typeof outRequestNo === 'string' ? { outRequestNo } : {}),
  }
}
