import type { FastifyInstance } from 'fastify'

/** Gives every body as text: signatures are over bytes, so nothing may parse before they are checked. */
export function keepBodiesRaw(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body)
  })
}
