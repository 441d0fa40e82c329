import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The only address anything of the stack listens on. */
export const LOOPBACK = '127.0.0.1'

/** Listens on this port, or on any that is free; answers with the address. */
export async function listen(server: FastifyInstance, port: number): Promise<string> {
  try {
    return await server.listen({ host: LOOPBACK, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new PortTakenError(port, { cause: error })
  }
}

export class PortTakenError extends Error {
  constructor(
    readonly port: number,
    options?: ErrorOptions,
  ) {
    super(`port ${port} is taken: stop what listens there, or start with another port`, options)
  }
}

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i
const LOCAL_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

/**
 * Whether a request comes from this machine and from no page of another site: a name that someone
 * has made point to 127.0.0.1 shows in `Host`, a page elsewhere in `Origin`.
 */
export function isFromHere({ host, origin }: From): boolean {
  return LOCAL_HOST.test(host ?? '') && (!origin || LOCAL_ORIGIN.test(origin))
}

interface From {
  readonly host?: string | undefined
  readonly origin?: string | undefined
}

/** For a whole server: a page elsewhere may send to it, but not under a name of its own. */
export async function refuseForeignHost({ headers }: FastifyRequest, reply: FastifyReply) {
  if (!isFromHere({ host: headers.host }))
    return reply.code(403).send({ code: 'stack/foreign-host', message: 'not from here' })
}
