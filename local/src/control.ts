import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import { CloudError } from './cloudbase/cloud-error'
import { isFromHere } from './loopback'
import type { WireEvent } from './wire'
import type { Stack } from './running-stack'

const advanceBody = z.strictObject({ byMs: z.number().int().min(0) })

const faultBody = z.strictObject({
  at: z.string().min(1),
  kind: z.string().min(1),
  times: z.number().int().min(1).exactOptional(),
  percent: z.number().min(0).max(100).exactOptional(),
  match: z.record(z.string(), z.string()).exactOptional(),
  with: z.record(z.string(), z.unknown()).exactOptional(),
})

const documentsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) })

/**
 * The test interface: the functions of a `Stack` over HTTP. Accepts local requests only, and none
 * of other sites' pages.
 */
export function controlRoutes(stack: Stack): FastifyPluginAsync {
  return async (server) => {
    server.addHook('onRequest', async (request, reply) => {
      if (!isFromHere(request.headers))
        return reply.code(403).send({ code: 'control/foreign', message: 'not from here' })
    })
    server.setErrorHandler(async (error, _, reply) => sendRefusal(reply, error))

    server.get('/', async () => ({ url: stack.url, urls: stack.urls }))
    server.post('/reset', async () => {
      await stack.reset()
      return {}
    })

    server.get('/clock', async () => ({ nowMs: stack.clock.now() }))
    server.post('/clock/advance', async ({ body }) => {
      await stack.clock.advance(advanceBody.parse(body).byMs)
      return { nowMs: stack.clock.now() }
    })

    server.get('/faults', async () => stack.faults.armed())
    server.post('/faults', async ({ body }) => ({
      id: stack.faults.arm(faultBody.parse(body)),
    }))
    server.delete('/faults', async () => {
      stack.faults.clear()
      return {}
    })
    server.delete<{ Params: { id: string } }>('/faults/:id', async ({ params }) => {
      stack.faults.disarm(Number(params.id))
      return {}
    })

    server.get('/collections', async () => stack.database.catalog.names())
    server.get<{ Params: { name: string } }>('/collections/:name', async ({ params, query }) =>
      stack.documents(params.name, documentsQuery.parse(query).limit),
    )

    server.get('/billing', async () => stack.billing.total())
    server.get<{ Params: { callId: string } }>(
      '/billing/:callId',
      async ({ params }) => stack.billing.ofCall(params.callId) ?? {},
    )
    server.post('/billing/reset', async () => {
      stack.billing.reset()
      return {}
    })
    server.get('/calls', async () => stack.functions.logs.recent())

    server.get('/wire', async () => stack.wire.recent())
    server.get('/wire/stream', async (_, reply) => streamWire(stack, reply))
  }
}

/** Server-sent events: one for each later wire event. */
function streamWire({ wire }: Stack, reply: FastifyReply): FastifyReply {
  const { raw } = reply.hijack()
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  })
  raw.write(': listening\n\n')
  const stop = wire.listen((event: WireEvent) => raw.write(`data: ${JSON.stringify(event)}\n\n`))
  raw.on('close', stop)
  return reply
}

function sendRefusal(reply: FastifyReply, error: unknown) {
  if (error instanceof z.ZodError)
    return reply.code(400).send({ code: 'control/malformed', message: z.prettifyError(error) })
  if (error instanceof CloudError)
    return reply.code(404).send({ code: error.code, message: error.message })
  const { message, statusCode = 500 } = error as { message: string; statusCode?: number }
  return reply.code(statusCode).send({ code: 'control/failed', message })
}
