import type { FastifyReply } from 'fastify'

/** A reply as sent over the wire. */
export interface RawReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** Whole and at once by default. */
  readonly manner?: Manner
}

/**
 * `cut-off` and `half-closed`: half of it, with the length of the whole, and then the connection
 * breaks, or ends properly. `drip`: in pieces over this time.
 */
export type Manner =
  { readonly kind: 'cut-off' | 'half-closed' } | { readonly kind: 'drip'; readonly overMs: number }

/** No reply: the caller times out, or the connection breaks. */
export interface NoReply {
  readonly status: null
  readonly ending: 'silence' | 'reset'
}

export function sendRaw(reply: FastifyReply, answered: RawReply | NoReply): FastifyReply {
  if (answered.status === null) {
    reply.hijack()
    if (answered.ending === 'reset') reply.raw.destroy()
    return reply
  }
  const { body, headers, manner, status } = answered
  if (!manner) return reply.code(status).headers(headers).send(body)
  const bytes = Buffer.from(body)
  const { raw } = reply.hijack()
  raw.writeHead(status, { ...headers, 'content-length': bytes.length })
  if (manner.kind === 'drip') drip(raw, bytes, manner.overMs)
  else raw.write(bytes.subarray(0, bytes.length / 2), () => leave(raw, manner.kind))
  return reply
}

/** Half closed: a FIN ends the reply while the caller could still send. */
function leave(raw: FastifyReply['raw'], kind: 'cut-off' | 'half-closed'): void {
  if (kind === 'cut-off') raw.destroy()
  else raw.socket?.end()
}

const PIECES = 20

function drip(raw: FastifyReply['raw'], bytes: Buffer, overMs: number): void {
  const size = Math.ceil(bytes.length / PIECES)
  let at = 0
  const timer = setInterval(() => {
    raw.write(bytes.subarray(at, at + size))
    at += size
    if (at < bytes.length) return
    clearInterval(timer)
    raw.end()
  }, overMs / PIECES)
  timer.unref()
  raw.on('close', () => clearInterval(timer))
}
