import { Agent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as SecureAgent, request as requestHttps } from 'node:https'

export interface HttpRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the whole exchange. */
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** An idle connection is closed before the servers' own limit: none is used that has just ended. */
const IDLE_MS_MAX = 4_000

const KEPT = { keepAlive: true, timeout: IDLE_MS_MAX }
const agent = new Agent(KEPT)
const secureAgent = new SecureAgent(KEPT)

/**
 * One request over a kept connection; follows no redirect. With node:http, because `fetch` needs
 * four times its CPU.
 *
 * @throws if the connection fails, or ends before the response is complete
 */
export function exchangeHttp(target: URL, sent: HttpRequest): Promise<HttpAnswer> {
  const { body, headers, method, signal } = sent
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const options = { method, headers: { ...headers, ...length }, signal }
  return new Promise((resolve, reject) => {
    const take = (answer: IncomingMessage) => void read(answer).then(resolve, reject)
    const request =
      target.protocol === 'https:'
        ? requestHttps(target, { ...options, agent: secureAgent }, take)
        : requestHttp(target, { ...options, agent }, take)
    request.on('error', reject)
    request.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Record<string, string>,
    bytes: Buffer.concat(chunks),
  }
}
