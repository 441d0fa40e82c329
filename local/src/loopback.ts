import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The only address on which the stack listens. */
export const LOOPBACK = '127.0.0.1'

/** Listens on this port, or on any free one; returns the address. */
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
    super(
      `port ${port} is in use: stop the process that listens there, or choose another port`,
      options,
    )
  }
}

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i
const LOCAL_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

/**
 * Whether a request comes from this machine and not from another site's page: a foreign name that
 * resolves to 127.0.0.1 shows in `Host`, a page of another site in `Origin`.
 */
export function isFromHere({ host, origin }: From): boolean {
  return LOCAL_HOST.test(host ?? '') && (!origin || LOCAL_ORIGIN.test(origin))
}

interface From {
  readonly host?: string | undefined
  readonly origin?: string | undefined
}

/** For a whole server: pages of other sites may send to it, but not under a foreign host name. */
export async function refuseForeignHost({ headers }: FastifyRequest, reply: FastifyReply) {
  if (!isFromHere({ host: headers.host }))
    return reply.code(403).send({ code: 'stack/foreign-host', message: 'not from here' })
}
