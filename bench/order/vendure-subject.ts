import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { requireFrom } from '../peers'
import { presentSubject } from '../subject'
import {
  CALLBACK_PATH,
  PAYMENT_HANDLER,
  SIGNATURE_HEADER,
  type VendureNotice,
} from './vendure-callback'
import { sqliteDriver } from './vendure-sqlite'
import type { Application, OrderService, VendureCore } from './vendure-core'

/**
 * Vendure as one instance, without plug-ins, on the same SQLite library as the product. Payments
 * are taken as in its own Stripe plug-in: by the provider's signed callback, which adds the settled
 * payment. Checks of shipping and stock are switched off: fuel has neither.
 */
export interface VendureReady {
  readonly url: string
  /** Of the callback, shared with the provider. */
  readonly secret: string
  readonly admin: Readonly<Record<'username' | 'password', string>>
}

const SECRET = 'the-secret-of-the-callback'
const ADMIN = { username: 'superadmin', password: 'of-the-benchmark' }
const peers = env['PALM_BENCH_PEERS']!
const core = requireFrom<VendureCore>(peers, '@vendure/core')
const dataDir = mkdtempSync(join(tmpdir(), 'palm-vendure-'))

void main()

async function main(): Promise<void> {
  const app = await core.bootstrap({
    apiOptions: {
      hostname: '127.0.0.1',
      port: 0,
      adminApiPath: 'admin-api',
      shopApiPath: 'shop-api',
      middleware: [
        {
          route: CALLBACK_PATH,
          beforeListen: true,
          handler: (request: IncomingMessage, response: ServerResponse) =>
            void answerCallback(app, request, response),
        },
      ],
    },
    authOptions: {
      tokenMethod: ['bearer'],
      superadminCredentials: { identifier: ADMIN.username, password: ADMIN.password },
    },
    dbConnectionOptions: {
      type: 'better-sqlite3',
      driver: sqliteDriver(peers),
      database: join(dataDir, 'vendure.sqlite'),
      enableWAL: true,
      synchronize: true,
    },
    logger: new core.DefaultLogger({ level: core.LogLevel.Error }),
    orderOptions: {
      process: [
        core.configureDefaultOrderProcess({
          arrangingPaymentRequiresShipping: false,
          arrangingPaymentRequiresStock: false,
        }),
      ],
    },
    paymentOptions: { paymentMethodHandlers: [paymentHandler()] },
  })
  const { port } = app.getHttpServer().address() as AddressInfo
  const ready: VendureReady = { url: `http://127.0.0.1:${port}`, secret: SECRET, admin: ADMIN }
  presentSubject(ready, {
    async close() {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  })
}

/** Only the callback adds payments; their amount is the provider's. */
function paymentHandler(): object {
  return new core.PaymentMethodHandler({
    code: PAYMENT_HANDLER,
    description: [{ languageCode: 'en', value: 'Paid at the provider' }],
    args: {},
    createPayment: (
      ctx: { readonly apiType: string },
      _order: unknown,
      _amount: number,
      _args: unknown,
      { amountFen, transactionId }: VendureNotice,
    ) => {
      if (ctx.apiType !== 'admin') throw new Error('only the provider says what is paid')
      return { amount: amountFen, state: 'Settled', transactionId, metadata: {} }
    },
    settlePayment: () => ({ success: true }),
  })
}

async function answerCallback(
  app: Application,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const signature = Buffer.from(String(request.headers[SIGNATURE_HEADER]), 'hex')
  const expected = createHmac('sha256', SECRET).update(body).digest()
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    response.writeHead(401).end()
    return
  }
  const state = await settle(app, JSON.parse(body.toString()) as VendureNotice).catch(String)
  response.writeHead(state === 'PaymentSettled' ? 200 : 500, {
    'content-type': 'application/json',
  })
  response.end(JSON.stringify({ state }))
}

async function settle(app: Application, notice: VendureNotice): Promise<string> {
  const orders = app.get<OrderService>(core.OrderService)
  const outer = await app.get(core.RequestContextService).create({ apiType: 'admin' })
  return app.get(core.TransactionalConnection).withTransaction(outer, async (ctx) => {
    const order = await orders.findOneByCode(ctx, notice.orderCode)
    if (!order) throw new Error('the notice is of no order')
    const payment = { method: PAYMENT_HANDLER, metadata: notice }
    const paid = await orders.addPaymentToOrder(ctx, order.id, payment)
    return 'state' in paid ? paid.state : JSON.stringify(paid)
  })
}
