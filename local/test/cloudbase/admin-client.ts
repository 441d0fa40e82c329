import { once } from 'node:events'
import { connect } from 'node:net'

/**
 * A client of the SDK's address without the SDK: bare HTTP on one connection, one request at a
 * time, so that a load costs its machine as little as possible.
 */
export interface AdminClient {
  /** The whole answer, refusals too; rejects once the connection is closed. */
  send(action: string, params?: object): Promise<AdminReply>
  close(): void
}

export interface AdminReply {
  readonly code?: string
  readonly transactionId?: string
  readonly data?: { readonly list?: readonly string[]; readonly [field: string]: unknown }
}

interface Waiting {
  readonly resolve: (reply: AdminReply) => void
  readonly reject: (error: Error) => void
}

export async function connectAdmin(cloudbaseUrl: string): Promise<AdminClient> {
  const { hostname, port } = new URL(cloudbaseUrl)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  let received: Buffer = Buffer.alloc(0)
  let waiting: Waiting | null = null

  socket.on('data', (chunk: Buffer) => {
    received = received.length > 0 ? Buffer.concat([received, chunk]) : chunk
    const body = bodyOf(received)
    if (!body) return
    received = Buffer.alloc(0)
    waiting?.resolve(JSON.parse(body.toString()) as AdminReply)
  })
  socket.on('error', () => undefined) // `close` follows
  socket.on('close', () => waiting?.reject(new Error('the connection is gone')))

  return {
    send: (action, params = {}) =>
      new Promise((resolve, reject) => {
        if (socket.closed) return reject(new Error('the connection is gone'))
        waiting = { resolve, reject }
        const body = JSON.stringify({ action, ...params })
        socket.write(
          `POST /admin HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\n` +
            `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
      }),
    close: () => socket.destroy(),
  }
}

/** The body of the single answer received so far, once complete. */
function bodyOf(received: Buffer): Buffer | null {
  const head = received.indexOf('\r\n\r\n')
  if (head < 0) return null
  const length = /content-length: (\d+)/i.exec(received.toString('latin1', 0, head))?.[1]
  if (length === undefined) throw new Error('an answer without a length')
  const body = received.subarray(head + 4)
  return body.length >= Number(length) ? body : null
}
