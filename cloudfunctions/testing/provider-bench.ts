import type { AddressInfo } from 'node:net'
import type { WalletRequest } from '@palm/shared/api/order'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { NOON } from '@palm/shared/testing/builders/builders'
import type { AuthorisedSeller } from '@palm/local/alipay/wire/keys'
import { createAlipay } from '@palm/local/alipay/service'
import { StackClock } from '@palm/local/clock'
import { openDurableFile } from '@palm/local/durable-file'
import { createFaults } from '@palm/local/faults'
import type { Installation } from '@palm/local/installation'
import { seededRandom } from '@palm/local/random'
import type { Service } from '@palm/local/service'
import { createWechatPay } from '@palm/local/wechat-pay/service'
import { createWire } from '@palm/local/wire'
import { OWN_MERCHANT } from '@palm/shared/trade/payee'
import fastify from 'fastify'
import { openAlipayProvider } from '../providers/alipay/adapter'
import type { Delivery, PaymentProvider } from '../providers/provider'
import type { ProviderBench, ProviderCall } from '../providers/provider.contract'
import { openWechatProvider } from '../providers/wechat/adapter'
import { installation } from './installation'

/** Long enough for an answer over loopback, short enough to wait for a missing one. */
const DEADLINE_MS = 250

/** Everything except the provider: a frozen clock, a gateway, and our mailbox. */
async function openGateway<Played extends Service>(
  create: (context: Parameters<typeof createWechatPay>[0], keys: Installation) => Played,
  faultName: (at: ProviderCall) => string,
) {
  const random = seededRandom(20_261_121)
  const clock = new StackClock({
    startAtMs: NOON,
    frozen: true,
    onError: (error) => {
      throw error
    },
  })
  const file = openDurableFile({ path: ':memory:' })
  const faults = createFaults(random)
  const made = await installation()
  const played = create({ clock, file, faults, random, wire: createWire() }, made)
  const gateway = fastify({ forceCloseConnections: true })
  await gateway.register(played.routes)
  await gateway.listen({ host: '127.0.0.1', port: 0 })
  const mailbox = await openMailbox()
  const now = (): EpochMs => epochMs(clock.now())
  return {
    played,
    made,
    now,
    gatewayUrl: `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}`,
    mailboxUrl: mailbox.url,
    async nextDelivery(): Promise<Delivery> {
      await clock.advance(0)
      const delivery = mailbox.received.shift()
      if (!delivery) throw new Error('nothing was delivered')
      return delivery
    },
    arm: (at: ProviderCall, kind: string) => void faults.arm({ at: faultName(at), kind }),
    advance: (ms: number) => clock.advance(ms),
    async close() {
      clock.stop()
      await Promise.all([gateway.close(), mailbox.close()])
      await file.close()
    },
  }
}

/** Accepts and acknowledges everything, so that nothing is sent twice. */
async function openMailbox() {
  const received: Delivery[] = []
  const server = fastify({ forceCloseConnections: true })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  server.post('/*', async (request) => {
    received.push({
      headers: request.headers as Record<string, string>,
      body: request.body as Buffer,
    })
    return 'success'
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  return { received, url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const PAYER = 'oLOCALzhang'

export interface WechatBench extends ProviderBench {
  /** Of the same merchant, for another of its apps. */
  providerOf(appId: string): PaymentProvider
}

/** @param subMchId the sub-merchant for whom the merchant acts as a service provider */
export async function openWechatBench(subMchId: string | null = null): Promise<WechatBench> {
  const { gatewayUrl, mailboxUrl, made, played, ...bench } = await openGateway(
    (context, { wechatPay }) =>
      createWechatPay(context, { keys: wechatPay, switches: { loopbackNotifyUrls: true } }),
    (at) => `wechat-pay.${at === 'open' ? 'prepay' : at}`,
  )
  const { credentials } = played
  const providerOf = (appId: string) =>
    openWechatProvider({
      credentials: {
        baseUrl: gatewayUrl,
        appId,
        mchId: credentials.mchid,
        merchantCertificatePem: credentials.merchantCertificatePem,
        merchantPrivateKeyPem: credentials.merchantPrivateKeyPem,
        apiV3Key: credentials.apiV3Key,
        platformKeys: {
          [credentials.publicKeyId]: credentials.publicKeyPem,
          ...Object.fromEntries(
            made.wechatPay.platformCertificates.map(({ certificatePem, serial }) => [
              serial,
              certificatePem,
            ]),
          ),
        },
        subMchId,
      },
      merchant: OWN_MERCHANT,
      notifyUrl: `${mailboxUrl}/notify/wechat`,
      clock: bench.now,
      onLocalStack: true,
      deadlineMs: DEADLINE_MS,
    })
  return {
    ...bench,
    provider: providerOf(credentials.appId),
    providerOf,
    payerId: PAYER,
    async pay(wallet: WalletRequest) {
      if (wallet.provider !== 'wechat') throw new Error('not for this wallet')
      const offer = played.offer(wallet, PAYER)
      if (!offer.ok) throw new Error(offer.refusal.code)
      const taken = await played.pay(offer.value.prepayId, PAYER)
      if (!taken.ok) throw new Error(taken.refusal.code)
    },
  }
}

/** @param seller who has authorised the application; its own seller by default */
export async function openAlipayBench(seller?: AuthorisedSeller): Promise<ProviderBench> {
  const { gatewayUrl, mailboxUrl, played, ...bench } = await openGateway(
    (context, { alipay }) => createAlipay(context, { keys: alipay }),
    (at) => `alipay.${at === 'open' ? 'create' : at}`,
  )
  const { appId, appPrivateKeyPem, alipayPublicKeyPem } = played.credentials
  const { appAuthToken, sellerId } = seller ?? { ...played.credentials, appAuthToken: null }
  const provider = openAlipayProvider({
    credentials: {
      gateway: `${gatewayUrl}/gateway.do`,
      appId,
      sellerId,
      appPrivateKeyPem,
      alipayPublicKeyPem,
      appAuthToken,
    },
    merchant: OWN_MERCHANT,
    notifyUrl: `${mailboxUrl}/notify/alipay`,
    clock: bench.now,
    onLocalStack: true,
    deadlineMs: DEADLINE_MS,
  })
  return {
    ...bench,
    provider,
    payerId: PAYER,
    async pay(wallet: WalletRequest) {
      if (wallet.provider !== 'alipay') throw new Error('not for this wallet')
      const taken = await played.pay(wallet.tradeNO, PAYER)
      if (!taken.ok) throw new Error(taken.refusal.code)
    },
  }
}
