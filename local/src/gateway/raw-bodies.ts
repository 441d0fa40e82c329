import type { FastifyInstance } from 'fastify'

/** Keeps every body as text: signatures cover bytes, so they are checked before parsing. */
export function keepBodiesRaw(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body)
  })
}
