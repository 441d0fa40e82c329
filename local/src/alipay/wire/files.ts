import type { FastifyPluginAsync } from 'fastify'
import { toBuffer } from 'qrcode'
import { APP_CODE_PATH } from '../user/app-code'
import { BILL_PATH } from '../bill/bill-download-url'
import type { Context } from '../context'

/** Files that Alipay serves by address alone: knowing the address is sufficient. */
export function fileRoutes({ books, service }: Context): FastifyPluginAsync {
  return async (server) => {
    server.get<{ Querystring: { token?: unknown } }>(BILL_PATH, async ({ query }, reply) => {
      const bill = typeof query.token === 'string' ? books.bills.get(query.token) : undefined
      if (!bill || service.clock.now() >= bill.expiresAtMs) {
        return reply.code(403).type('text/html').send('<html><body>下载链接已失效</body></html>')
      }
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename=${bill.fileName}`)
        .send(Buffer.from(bill.zipBase64, 'base64'))
    })
    server.get<{ Params: { token: string } }>(
      `${APP_CODE_PATH}:token.png`,
      async ({ params }, reply) => {
        const content = books.appCodes.get(params.token)
        if (content === undefined) return reply.code(404).send()
        return reply.type('image/png').send(await toBuffer(content, { width: 430 }))
      },
    )
  }
}
