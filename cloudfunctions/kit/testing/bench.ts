import type { Answer } from '@palm/shared/api/action'
import type { ActionName, FunctionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import type { WalletRequest } from '@palm/shared/api/order'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { NOON } from '@palm/shared/testing/builders'
import { type Alipay, createAlipay } from '@palm/local/alipay/service'
import { parseDeployment } from '@palm/local/deployment'
import { type Installation, makeInstallation } from '@palm/local/installation'
import { type Stack, startStack } from '@palm/local/stack'
import { createWechatPay, type WechatPay } from '@palm/local/wechat-pay/service'
import type { FastifyPluginAsync } from 'fastify'
import deployment from '../../cloud.json'
import { contractHandlers } from '../../contract/actions'
import { accountHandlers } from '../../account/actions'
import { couponHandlers } from '../../coupon/actions'
import { memberHandlers } from '../../member/actions'
import { orderHandlers } from '../../order/actions'
import { notificationReceiver } from '../../payment/actions'
import { staffHandlers } from '../../staff/actions'
import { stationHandlers } from '../../station/actions'
import { sweeper } from '../../timer/actions'
import { openCloudbaseSession } from '../database/cloudbase-session'
import type { Database } from '../database/session'
import type { Invocation } from '../invocation'
import { openLimiter, uncounted } from '../limiter'
import { openLog } from '../log'
import type { HttpReply } from '../pay/channel'
import { openAlipaySignIn } from '../pay/alipay-identity'
import { type PayingRuntime, withPayments } from '../paying-runtime'
import { openRevocations } from '../revocations'
import { serve } from '../serve'
import { mintToken } from '../token'
import { aCredentials } from './credentials'
import { sdkOn } from './stack-database'

/** Asks as one person does, and hears what he would. */
export type Caller = <Name extends ActionName>(
  name: Name,
  request: Sent<Name>,
) => Promise<Answer<Reply<Name>, Refusal<Name>>>

/**
 * All functions in this process, on the local stack's database and gateways, with a clock that
 * stands still. Nothing is mocked: requests pass the edge, documents the SDK, money the gateways.
 */
export interface Bench {
  readonly stack: Stack
  readonly database: Database
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  now(): EpochMs
  inWechat(openId: string): Caller
  /** Signed in over HTTP with this token; none at all without. */
  overHttp(token?: string): Caller
  operator(): Promise<Caller>
  /** What no log and no document may hold. */
  secrets(): Promise<Readonly<Record<string, string>>>
  /** The driver confirms in his wallet; we hear of it as soon as time goes on. */
  pay(wallet: WalletRequest | null, openId: string): Promise<void>
  /** Time goes on: deliveries arrive, refunds settle, and every minute the timer runs. */
  advance(ms: number): Promise<void>
  sweep(): Promise<unknown>
  close(): Promise<void>
}

let made: Promise<Installation> | undefined

export interface BenchOptions {
  /** Lets one caller do at once what a crowd on many instances would. */
  readonly uncounted?: boolean
  /** Where the log goes; nowhere, unless told. */
  readonly log?: NodeJS.WritableStream
}

export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const keys = await (made ??= makeInstallation(NOON))
  const played: { wechatPay?: WechatPay; alipay?: Alipay } = {}
  const functions: { runtime?: PayingRuntime } = {}
  const stack = await startStack({
    deployment: parseDeployment({ collections: deployment.collections }),
    bundlesDir: '/nowhere',
    clock: { frozen: true, startAtMs: NOON },
    services: {
      wechatPay: (context) =>
        (played.wechatPay = createWechatPay(context, {
          keys: keys.wechatPay,
          switches: { loopbackNotifyUrls: true },
        })),
      alipay: (context) => (played.alipay = createAlipay(context, { keys: keys.alipay })),
    },
    mount: [() => notifyRoutes(() => functions.runtime!)],
  })
  const runtime = (functions.runtime = withPayments(runtimeOn(stack, keys, options)))
  return benchOf(stack, runtime, played.wechatPay!, played.alipay!)
}

function benchOf(
  stack: Stack,
  runtime: PayingRuntime,
  wechatPay: WechatPay,
  alipay: Alipay,
): Bench {
  const answers = answersOf(runtime)
  const ask =
    (invocationOf: (data: unknown) => Invocation): Caller =>
    async (action, request) => {
      const name = action.split('.')[0] as FunctionName
      const answer = await answers[name](invocationOf({ action, request }))
      const body = (answer as { body?: string }).body
      return (body === undefined ? answer : JSON.parse(body)) as never
    }
  const overHttp = (token?: string) => ask((data) => httpInvocation(data, token))

  return {
    stack,
    database: runtime.database,
    wechatPay,
    alipay,
    now: runtime.clock,
    overHttp,
    inWechat: (openId) =>
      ask((data) => ({
        by: 'call',
        data,
        requestId: 'r',
        wechat: { appId: wechatPay.credentials.appId, openId },
      })),
    async operator() {
      const { operatorSecret } = await runtime.credentials()
      const { token } = await mintToken(operatorSecret, 'operator', 'operator', runtime.clock())
      return overHttp(token)
    },
    async secrets() {
      const { alipay: app, wechat, ...own } = await runtime.credentials()
      const texts = Object.entries({ ...own, ...app, ...wechat }).filter(
        ([name, value]) => typeof value === 'string' && /secret|key|private/i.test(name),
      )
      return Object.fromEntries(texts) as Record<string, string>
    },
    async pay(wallet, openId) {
      if (!wallet) throw new Error('there is nothing to pay')
      const taken =
        wallet.channel === 'wechat'
          ? await wechatPay.pay(wallet.package.slice('prepay_id='.length), openId)
          : await alipay.pay(wallet.tradeNO, openId)
      if (!taken.ok) throw new Error(taken.refusal.code)
    },
    advance: (ms) => stack.clock.advance(ms),
    sweep: () => sweeper(runtime)({ by: 'timer', trigger: 'every-minute', requestId: 'r' }),
    close: () => stack.close(),
  }
}

function answersOf(runtime: PayingRuntime) {
  return {
    order: serve(orderHandlers(runtime), runtime),
    station: serve(stationHandlers(runtime), runtime),
    member: serve(memberHandlers(runtime, openAlipaySignIn(runtime)), runtime),
    staff: serve(staffHandlers(runtime), runtime),
    coupon: serve(couponHandlers(runtime), runtime),
    contract: serve(contractHandlers(runtime), runtime),
    account: serve(accountHandlers(runtime), runtime),
  }
}

function runtimeOn(stack: Stack, keys: Installation, options: BenchOptions) {
  const clock = () => epochMs(stack.clock.now())
  const database = openCloudbaseSession(sdkOn(stack))
  const log = openLog('bench', options.log)
  if (!options.log) log.level = 'silent'
  const credentials = credentialsFor(stack, keys)
  return {
    database,
    clock,
    revocations: openRevocations(database, clock),
    limiter: options.uncounted ? uncounted(clock) : openLimiter(clock),
    credentials: async () => credentials,
    log,
    onLocalStack: true,
  }
}

function credentialsFor(stack: Stack, { alipay, wechatPay }: Installation) {
  return aCredentials({
    publicOrigin: stack.url,
    wechat: {
      baseUrl: stack.urls['wechatPay']!,
      appId: wechatPay.appId,
      mchId: wechatPay.mchid,
      merchantCertificatePem: wechatPay.merchant.certificatePem,
      merchantPrivateKeyPem: wechatPay.merchant.privateKeyPem,
      apiV3Key: wechatPay.apiV3Key,
      platformKeys: { [wechatPay.platformKey.id]: wechatPay.platformKey.publicKeyPem },
    },
    alipay: {
      gateway: `${stack.urls['alipay']}/gateway.do`,
      appId: alipay.appId,
      sellerId: alipay.sellerId,
      appPrivateKeyPem: alipay.app.privateKeyPem,
      alipayPublicKeyPem: alipay.platform.publicKeyPem,
    },
  })
}

/** Where the gateways deliver, as the cloud's HTTP access would pass it on. */
const notifyRoutes =
  (runtime: () => PayingRuntime): FastifyPluginAsync =>
  async (server) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    server.post('/notify/:channel', async ({ body, headers, url }, reply) => {
      const answer: HttpReply = await notificationReceiver(runtime())({
        by: 'http',
        path: url,
        method: 'POST',
        headers: headers as Record<string, string>,
        body: body as Buffer,
        requestId: 'r',
      })
      return reply.code(answer.statusCode).headers(answer.headers).send(answer.body)
    })
  }

const httpInvocation = (data: unknown, token: string | undefined): Invocation => ({
  by: 'http',
  path: '/api',
  method: 'POST',
  headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  body: Buffer.from(JSON.stringify(data)),
  requestId: 'r',
})
