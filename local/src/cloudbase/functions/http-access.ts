import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Deployment } from '../../deployment'
import { FunctionError } from '../function-host'
import { PAYLOAD_BYTES_MAX } from '../limits'
import { createRateLimits, type RateLimits } from '../rate-limits'
import type { Functions } from './functions'
import { replyOf } from './function-reply'
import { ENVIRONMENT_ID } from './identity'

/**
 * Functions over HTTP. A route covers its path and everything below it.
 * https://docs.cloudbase.net/service/access-cloud-function
 */
export function httpAccess(
  functions: Functions,
  { routes, safeDomains }: Pick<Deployment, 'routes' | 'safeDomains'>,
): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: PAYLOAD_BYTES_MAX },
      (_, body, done) => done(null, body),
    )
    server.setErrorHandler(async (error: { statusCode?: number }, _, reply) =>
      error.statusCode === 413
        ? sendError(reply, 413, 'EXCEED_MAX_PAYLOAD_SIZE', 'the request is larger than 6 MB')
        : sendError(reply, 400, 'INVALID_REQUEST', 'the request is malformed'),
    )
    for (const route of routes) {
      const { function: name, path } = route
      const limits = createRateLimits(route)
      for (const url of [path, `${path}/*`])
        server.all(url, async (request, reply) => {
          allowOrigin(request, reply, safeDomains)
          if (request.method === 'OPTIONS') return reply.code(204).send()
          return answer(functions, name, limits, request, reply)
        })
    }
  }
}

async function answer(
  functions: Functions,
  name: string,
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  try {
    limits.count(request.ip)
    const { callId, result } = await functions.call(name, eventOf(request), {
      trigger: 'http',
      identity: { wechat: null, clientIp: request.ip },
      detail: `${request.method} ${pathOf(request)}`,
    })
    const answered = replyOf(JSON.parse(result))
    if (!answered) throw new FunctionError('FUNCTIONS_EXECUTE_FAIL', 'its reply cannot be sent')
    reply.code(answered.status).headers(answered.headers).header('x-cloudbase-request-id', callId)
    return reply.send(answered.body)
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error
    const failure = failureOf(error)
    return sendError(reply, failure.status, failure.code, failure.message)
  }
}

/**
 * HTTP access has its own error codes and reveals no details, which are in the log. The status of
 * each code is a guess.
 */
function failureOf({ code, message }: FunctionError) {
  switch (code) {
    case 'FUNCTION_NOT_FOUND':
      return { status: 404, code, message }
    case 'FUNCTION_TIME_LIMIT_EXCEEDED':
      return { status: 504, code, message }
    case 'EXCEED_RATELIMIT':
      return { status: 429, code, message }
    case 'EXCEED_REQUEST_SIZE_LIMIT':
      return { status: 413, code: 'EXCEED_MAX_PAYLOAD_SIZE', message }
    case 'FUNCTIONS_EXECUTE_FAIL':
      return {
        status: 500,
        code: 'FUNCTION_INVOCATION_FAILED',
        message: 'Function code exception caught',
      }
    default:
      return { status: 500, code, message }
  }
}

const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? '/'

function eventOf(request: FastifyRequest) {
  const { searchParams } = new URL(request.url, 'http://localhost')
  const body = request.body as Buffer | undefined
  const isText = isTextual(request.headers['content-type'])
  return {
    path: pathOf(request),
    httpMethod: request.method,
    headers: {
      ...Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      'x-real-ip': request.ip,
    },
    queryStringParameters: Object.fromEntries(searchParams),
    requestContext: { requestId: request.id, envId: ENVIRONMENT_ID, appId: 0, uin: 0 },
    body: body?.toString(isText ? 'utf8' : 'base64') ?? '',
    isBase64Encoded: body !== undefined && !isText,
  }
}

const isTextual = (contentType = 'text/plain') =>
  /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded)|[^;]*\+(json|xml))/i.test(
    contentType,
  )

/** Pages of safe domains may read the reply; others may send, but the browser hides the reply. */
function allowOrigin(request: FastifyRequest, reply: FastifyReply, safeDomains: readonly string[]) {
  const { origin } = request.headers
  if (!origin || !URL.canParse(origin) || !safeDomains.includes(new URL(origin).host)) return
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    vary: 'origin',
  })
}

const sendError = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ code, message, requestId: reply.request.id }))
