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

const LOCAL_HOSTS = new Set([LOOPBACK, 'localhost', '[::1]'])

/**
 * Whether a request comes from this machine and from no page of another site: a name that someone
 * has made point to 127.0.0.1 shows in `Host`, a page elsewhere in `Origin`.
 */
export function isFromHere(headers: { host?: string | undefined; origin?: string | undefined }) {
  return isLocal(`http://${headers.host ?? ''}`) && (!headers.origin || isLocal(headers.origin))
}

/** For a whole server: a page elsewhere may send to it, but not under a name of its own. */
export async function refuseForeignHost({ headers }: FastifyRequest, reply: FastifyReply) {
  if (!isFromHere({ host: headers.host }))
    return reply.code(403).send({ code: 'stack/foreign-host', message: 'not from here' })
}

const isLocal = (url: string) => URL.canParse(url) && LOCAL_HOSTS.has(new URL(url).hostname)
