import fastify from 'fastify'
import { keepBodiesRaw } from '../../src/gateway/raw-bodies'
import { listenOnLoopback } from './service-bench'

export interface ReceivedNotice {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A merchant's server that records notifications and answers as the test says. */
export interface MerchantServer {
  readonly url: string
  readonly received: ReceivedNotice[]
  /** From now on; by default 200 and `success`. */
  answer(status: number, body?: string): void
  /** From now on it accepts every notification and never answers. */
  hang(): void
  close(): Promise<void>
}

export async function openMerchantServer(): Promise<MerchantServer> {
  const received: ReceivedNotice[] = []
  let reply: { status: number; body: string } | null = { status: 200, body: 'success' }
  const server = fastify({ forceCloseConnections: true })
  keepBodiesRaw(server)
  server.post('/*', (request, answer) => {
    received.push({
      path: request.url,
      headers: request.headers as Readonly<Record<string, string>>,
      body: String(request.body),
    })
    if (!reply) return answer.hijack()
    if (reply.status === 302) answer.header('location', '/elsewhere')
    return answer.code(reply.status).send(reply.body)
  })
  return {
    url: await listenOnLoopback(server),
    received,
    answer(status, body = '') {
      reply = { status, body }
    },
    hang() {
      reply = null
    },
    close: () => server.close(),
  }
}
