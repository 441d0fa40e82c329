import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
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
    const take = async (upload: Upload, reply: FastifyReply, status: number) => {
      const { authorization, content, contentType, path } = upload
      if (!links.isUploadAllowed(path, authorization))
        return reply.code(403).type('application/xml').send(refusal('SignatureDoesNotMatch'))
      files.put(path, { content, contentType: contentType ?? typeOf(path) })
      await durable()
      return reply.code(status).send('')
    }
    server.put('/*', async (request, reply) => take(putUpload(request), reply, 200))
    server.post('/*', async (request, reply) => {
      const upload = await postedUpload(request)
      if (upload) return take(upload, reply, 204)
      return reply.code(400).type('application/xml').send(refusal('MalformedPOSTRequest'))
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

/** Data that either way of uploading sends. */
interface Upload {
  readonly path: string
  readonly authorization: string | undefined
  readonly content: Buffer
  readonly contentType: string | undefined
}

const putUpload = (request: FastifyRequest): Upload => ({
  path: pathOf(request),
  authorization: request.headers.authorization,
  content: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
  contentType: request.headers['content-type'],
})

/**
 * As browsers and mini-programs upload: a form of `key`, `Signature` and `file`
 * (https://cloud.tencent.com/document/product/436/14690). `null` if it is not such a form.
 */
async function postedUpload(request: FastifyRequest): Promise<Upload | null> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data') || !Buffer.isBuffer(request.body)) return null
  try {
    const headers = { 'content-type': type }
    const form = await new Response(new Uint8Array(request.body), { headers }).formData()
    const [file, key, signature] = ['file', 'key', 'Signature'].map((name) => form.get(name))
    if (!(file instanceof Blob)) return null
    return {
      path: typeof key === 'string' ? key : pathOf(request),
      authorization: typeof signature === 'string' ? signature : undefined,
      content: Buffer.from(await file.arrayBuffer()),
      contentType: file.type || undefined,
    }
  } catch {
    return null
  }
}

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
