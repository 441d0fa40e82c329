import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { DurableFile } from '../../durable-file'
import type { Files } from './files'
import type { StorageLinks } from './storage-links'

/** Larger files are not needed for development. */
const FILE_BYTES_MAX = 50 * 1024 * 1024

export interface StorageRoutesOptions {
  readonly durable: DurableFile['durable']
  readonly files: Files
  readonly links: StorageLinks
}

/** Upload and download, in the format of the service's object store. */
export function storageRoutes({ durable, files, links }: StorageRoutesOptions): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
      (_, body, done) => done(null, body),
    )
    server.setNotFoundHandler(async (_, reply) =>
      reply.code(405).type('application/xml').send(refusal('MethodNotAllowed')),
    )
    server.setErrorHandler(async (error: { statusCode?: number }, _, reply) => {
      const [status, code] =
        error.statusCode === 413 ? [413, 'EntityTooLarge'] : [400, 'InvalidRequest']
      return reply
        .code(Number(status))
        .type('application/xml')
        .send(refusal(String(code)))
    })
    server.put('/*', async (request, reply) => {
      const path = pathOf(request)
      if (!links.isUploadAllowed(path, request.headers.authorization))
        return reply.code(403).type('application/xml').send(refusal('SignatureDoesNotMatch'))
      const contentType = request.headers['content-type'] ?? typeOf(path)
      files.put(path, {
        content: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
        contentType,
      })
      await durable()
      return reply.send('')
    })
    server.get('/*', async (request, reply) => {
      const path = pathOf(request)
      if (!links.isDownloadAllowed(path, request.query as { sign?: string; t?: string }))
        return reply.code(403).type('application/xml').send(refusal('AccessDenied'))
      const file = files.get(path)
      if (!file) return reply.code(404).type('application/xml').send(refusal('NoSuchKey'))
      return reply.type(file.contentType).send(file.content)
    })
  }
}

const pathOf = (request: FastifyRequest) => (request.params as { '*': string })['*']

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  csv: 'text/csv',
  html: 'text/html',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
}

const typeOf = (path: string) => TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** The SDK needs every field. */
const refusal = (code: string) =>
  `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${code}</Message><Resource/><RequestId>local</RequestId><TraceId>local</TraceId></Error>`
