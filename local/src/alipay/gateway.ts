import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { FaultRule } from '../faults'
import { reportBug } from '../gateway/bug-report'
import { drawHex } from '../gateway/drawn'
import { keepBodiesRaw } from '../gateway/raw-bodies'
import { type RawReply, sendRaw } from '../gateway/raw-reply'
import { signRsa, strangerKey } from '../gateway/rsa'
import { decryptAes, encryptAes } from './wire/aes'
import type { Context, Method } from './context'
import { type Call, type Counter, exchange, openCounter, type Outcome } from './wire/exchange'
import { fileRoutes } from './wire/files'
import { checkParameters, mergeParameters } from './wire/parameters'
import { presentRefusal } from './wire/refusal'
import type { Parameters } from './wire/signing'
import { v3Routes } from './wire/v3'

/** `/gateway.do`: GET and POST, one address for every method; and beside it the newer `/v3/…`. */
export function createRoutes(context: Context, methods: readonly Method[]): FastifyPluginAsync {
  const counter = openCounter(context, methods)
  return async (server) => {
    keepBodiesRaw(server)
    server.setErrorHandler<FastifyError>((error, _request, reply) => {
      const { statusCode: status = 500 } = error
      if (status >= 500) reportBug(context.service, 'alipay', error)
      return reply.code(status).send('')
    })
    server.route({
      method: ['GET', 'POST'],
      url: '/gateway.do',
      handler: async (request, reply) =>
        sendRaw(reply, await exchange(counter, toCall(counter, request))),
    })
    await server.register(v3Routes(counter))
    await server.register(fileRoutes(context))
  }
}

function toCall(counter: Counter, request: FastifyRequest): Call {
  const { search } = new URL(request.raw.url ?? '', 'http://localhost')
  const form = typeof request.body === 'string' ? request.body : ''
  const parameters = mergeParameters(search, form)
  const { biz_content: told, encrypt_type: encryption, method: name = '' } = parameters
  const { keys } = counter.context
  const text = encryption && told ? decryptAes(told, keys.aesKey) : told
  return {
    title: 'POST /gateway.do',
    name,
    method: counter.methods.find((known) => known.name === name),
    parameters,
    content: parseJson(text ?? undefined),
    origin: `http://${request.headers.host}`,
    check: (nowMs) => checkParameters(counter, parameters, { nowMs, isReadable: text !== null }),
    write: (outcome, fault) => write(counter, parameters, outcome, fault),
    fail: () => ({ status: 500, headers: {}, body: '' }),
  }
}

/** Always HTTP 200, and JSON with the content type HTML, like the real gateway. */
function write(
  { context, methods, numbers, platformKey }: Counter,
  parameters: Parameters,
  outcome: Outcome,
  fault: FaultRule | null,
): RawReply {
  const { app_cert_sn: byCertificate, app_id: appId, method: name = '' } = parameters
  const method = methods.find((known) => known.name === name)
  const isError = !method || (!outcome.ok && method.isBare)
  const nodeName = isError ? 'error_response' : `${name.replaceAll('.', '_')}_response`
  const node = writeNode(context, method, parameters, outcome)
  const key = fault?.kind === 'bad-signature' ? strangerKey() : platformKey
  const isSigned = appId === context.keys.appId && fault?.kind !== 'unsigned'
  const extras = [
    ...(byCertificate && numbers ? [`"alipay_cert_sn":"${numbers.alipay}"`] : []),
    ...(isSigned ? [`"sign":"${signRsa(key, node)}"`] : []),
  ]
  return {
    status: 200,
    headers: {
      'content-type': 'text/html;charset=utf-8',
      trace_id: `0b${drawHex(context.service.random, 28)}`,
    },
    body: `{${[`"${nodeName}":${node}`, ...extras].join(',')}}`,
  }
}

/** Encrypted content is a text, whose quotes are signed too. */
function writeNode(
  { keys, switches }: Context,
  method: Method | undefined,
  parameters: Parameters,
  outcome: Outcome,
): string {
  const told = JSON.stringify(
    outcome.ok ? presentAnswer(method, outcome.value.fields) : presentRefusal(outcome.refusal),
  )
  const isOfBusiness = outcome.ok || outcome.refusal.code === '40004'
  if (parameters['encrypt_type'] && isOfBusiness) return `"${encryptAes(told, keys.aesKey)}"`
  return switches.escapesSlashes ? told.replaceAll('/', '\\/') : told
}

const presentAnswer = (method: Method | undefined, fields: object): object =>
  method?.isBare ? fields : { code: '10000', msg: 'Success', ...fields }

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined // the schema of the method refuses it
  }
}
