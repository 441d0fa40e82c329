import type { Answer } from '@palm/shared/api/action'
import type { ActionName, FunctionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import type { WalletRequest } from '@palm/shared/api/order'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import type { Payees } from '@palm/shared/trade/payee'
import type { Alipay } from '@palm/local/alipay/service'
import type { Wechat } from '@palm/local/wechat/service'
import type { Fapiao } from '@palm/local/fapiao/service'
import type { Installation } from '@palm/local/installation'
import type { Stack } from '@palm/local/running-stack'
import type { WechatPay } from '@palm/local/wechat-pay/service'
import { consoleHandlers } from '../console/actions'
import { contractHandlers } from '../contract/actions'
import { accountHandlers } from '../account/actions'
import { couponHandlers } from '../coupon/actions'
import { invoiceHandlers } from '../invoice/actions'
import { invoiceNotices } from '../invoice/notices'
import { memberHandlers } from '../member/actions'
import { messageHandlers } from '../message/actions'
import { orderHandlers } from '../order/actions'
import { notificationReceiver } from '../payment/actions'
import { staffHandlers } from '../staff/actions'
import { stationHandlers } from '../station/actions'
import { privacyHandlers } from '../privacy/actions'
import { spendingHandlers } from '../spending/actions'
import { ticketHandlers } from '../ticket/actions'
import { sweeper, type SweepReport } from '../timer/actions'
import { audited } from '../edge/audit'
import { openCloudbaseSession } from '../database/cloudbase-session'
import { type Credentials, derivedKeys } from '../credentials/credentials'
import { openMerchants } from '../credentials/merchants'
import type { Database } from '../database/session'
import type { Invocation } from '../edge/invocation'
import { openLimiter, uncounted } from '../edge/limiter'
import { openLog } from '../edge/log'
import type { HttpReply } from '../providers/provider'
import { openAlipaySignIn } from '../providers/alipay/identity'
import { withIssuers } from '../flows/invoice/invoice-flow'
import { openVouching } from '../providers/phone/vouching'
import { type PayingRuntime, withPayments } from '../flows/paying-runtime'
import type { AnyPayable } from '../flows/trade/payments'
import { openRevocations } from '../edge/identity/revocations'
import { serve } from '../edge/serve'
import { operators } from '../documents/operators'
import { aCredentials, someTemplates } from './credentials'
import { aPerson, type OfficePerson } from './operators'
import { type Delivered, type Ground, takeGround } from './ground'
import { sdkOn } from './stack-database'

/** Calls as one person does, and returns the answer. */
export type Caller = <Name extends ActionName>(
  name: Name,
  request: Sent<Name>,
) => Promise<Answer<Reply<Name>, Refusal<Name>>>

/**
 * All functions in this process, on the local stack's database and gateways, with a frozen clock.
 * Nothing is mocked: requests pass the edge, documents the SDK, money the gateways.
 */
export interface Bench {
  readonly stack: Stack
  readonly database: Database
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  readonly wechat: Wechat
  readonly fapiao: Fapiao
  readonly flows: PayingRuntime['flows']
  now(): EpochMs
  inWechat(openId: string): Caller
  /** For any form of event that may reach a function. */
  byInvocation(invocationOf: (data: unknown) => Invocation): Caller
  /** The installation's secrets. */
  credentials(): Promise<Credentials>
  /** Signed in over HTTP with this token; anonymous without. */
  overHttp(token?: string): Caller
  /** A person of the office, with every role of the office for all stations by default. */
  operator(changes?: Partial<OfficePerson>): Promise<Caller>
  /** Values that no log and no document may contain. */
  secrets(): Promise<Readonly<Record<string, string>>>
  /** The driver confirms in the wallet; the notification arrives when time advances. */
  pay(wallet: WalletRequest | null, openId: string): Promise<void>
  /** Advances time: deliveries arrive, refunds settle, and the timer runs every minute. */
  advance(ms: number): Promise<void>
  sweep(): Promise<SweepReport>
  /** Passes a provider's delivery to the function, as the cloud's HTTP access would. */
  deliver(delivery: Delivered): Promise<HttpReply>
  close(): Promise<void>
}

export interface BenchOptions {
  /**
   * Withholds a provider's delivery from the function if it returns true: it counts as
   * unacknowledged.
   */
  readonly intercept?: (delivery: Delivered) => boolean
  /** Deadline of a call to a provider; shorter if a test lets one hang. */
  readonly providerDeadlineMs?: number
  /** Lets one caller act as a crowd on many instances. */
  readonly uncounted?: boolean
  /** Further payables, and the collections in which they are stored. */
  readonly others?: (database: Database) => readonly AnyPayable[]
  readonly collections?: object
  /** All payees; the operator alone, unless told. */
  readonly payees?: Payees
  /** Where the log goes; nowhere, unless told. */
  readonly log?: NodeJS.WritableStream
}

export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const ground = await takeGround(options.collections)
  const runtime = payingRuntimeOn(ground.stack, ground.keys, options)
  const receive = receiverOf(runtime)
  ground.receive(async (delivery) =>
    options.intercept?.(delivery) ? UNACKNOWLEDGED : receive(delivery),
  )
  return benchOf(ground, runtime)
}

/** As the routes lead to the functions. */
function receiverOf(runtime: PayingRuntime): (delivery: Delivered) => Promise<HttpReply> {
  const payments = notificationReceiver(runtime)
  const notices = invoiceNotices(withIssuers(runtime), () => Promise.reject(new Error('no notice')))
  return async (delivery) =>
    delivery.path.startsWith('/notify/invoice/')
      ? ((await notices(delivery)) as HttpReply)
      : payments(delivery)
}

const UNACKNOWLEDGED: HttpReply = { statusCode: 500, headers: {}, body: '' }

function payingRuntimeOn(stack: Stack, keys: Installation, options: BenchOptions): PayingRuntime {
  const runtime = runtimeOn(stack, keys, options)
  return withPayments(runtime, options.others?.(runtime.database))
}

function benchOf(
  { alipay, fapiao, giveBack, stack, wechat, wechatPay }: Ground,
  runtime: PayingRuntime,
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
    wechat,
    fapiao,
    flows: runtime.flows,
    now: runtime.clock,
    overHttp,
    byInvocation: ask,
    credentials: runtime.credentials,
    inWechat: (openId) =>
      ask((data) => ({
        by: 'call',
        data,
        requestId: 'r',
        wechat: { appId: wechatPay.credentials.appId, openId },
      })),
    async operator(changes) {
      const { key, operator } = aPerson(changes)
      await runtime.database.insert(operators, operator)
      return overHttp(key)
    },
    secrets: async () => secretsIn(await runtime.credentials()),
    async pay(wallet, openId) {
      if (!wallet) throw new Error('there is nothing to pay')
      const taken =
        wallet.provider === 'wechat'
          ? await wechatPay.pay(wallet.package.slice('prepay_id='.length), openId)
          : await alipay.pay(wallet.tradeNO, openId)
      if (!taken.ok) throw new Error(taken.refusal.code)
    },
    advance: (ms) => stack.clock.advance(ms),
    sweep: () => sweeper(runtime)({ by: 'timer', trigger: 'every-minute', requestId: 'r' }),
    deliver: receiverOf(runtime),
    close: giveBack,
  }
}

function secretsIn({
  alipay,
  invoiceSandbox,
  wechat,
  ...own
}: Credentials): Readonly<Record<string, string>> {
  const texts = Object.entries({
    ...own,
    ...alipay,
    ...wechat,
    sandboxSecret: invoiceSandbox?.secret,
  }).filter(([name, value]) => typeof value === 'string' && /secret|key|private/i.test(name))
  return Object.fromEntries(texts) as Record<string, string>
}

function answersOf(runtime: PayingRuntime) {
  return {
    order: serve(orderHandlers(runtime), runtime),
    station: serve(stationHandlers(runtime), runtime),
    member: serve(
      memberHandlers(runtime, openAlipaySignIn(runtime), openVouching(runtime)),
      runtime,
    ),
    message: serve(messageHandlers(runtime), runtime),
    staff: serve(staffHandlers(runtime), runtime),
    coupon: serve(couponHandlers(runtime), runtime),
    contract: serve(contractHandlers(runtime), runtime),
    ticket: serve(ticketHandlers(runtime), runtime),
    privacy: serve(privacyHandlers(runtime), runtime),
    spending: serve(spendingHandlers(runtime), runtime),
    invoice: serve(invoiceHandlers(withIssuers(runtime)), runtime),
    account: serve(accountHandlers(runtime), runtime),
    console: serve(consoleHandlers(runtime), runtime),
  }
}

function runtimeOn(stack: Stack, keys: Installation, options: BenchOptions) {
  const clock = () => epochMs(stack.clock.now())
  const database = audited(openCloudbaseSession(sdkOn(stack), { clock }), clock)
  const log = openLog('bench', options.log)
  if (!options.log) log.level = 'silent'
  const { payees } = options
  const credentials = { ...credentialsFor(stack, keys), ...(payees ? { payees } : {}) }
  return {
    database,
    clock,
    revocations: openRevocations(database, clock),
    limiter: options.uncounted ? uncounted(clock) : openLimiter(clock),
    credentials: async () => credentials,
    merchants: openMerchants({
      database,
      keys: PART_KEYS,
      clock,
      credentials: async () => credentials,
    }),
    log,
    onLocalStack: true,
    ...(options.providerDeadlineMs ? { providerDeadlineMs: options.providerDeadlineMs } : {}),
  }
}

/** Keys of sealed merchants. */
export const PART_KEYS = derivedKeys(Buffer.alloc(32, 7).toString('base64url'))

function credentialsFor(stack: Stack, { alipay, fapiao, wechat, wechatPay }: Installation) {
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
    wechatApp: { ...wechat, baseUrl: stack.urls['wechat']! },
    phone: { secret: 'a-phone-secret-of-thirty-two-bytes-or-more', alipayAesKey: alipay.aesKey },
    messageTemplates: someTemplates(),
    invoiceSandbox: { baseUrl: stack.urls['fapiao']!, secret: fapiao.secret },
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
