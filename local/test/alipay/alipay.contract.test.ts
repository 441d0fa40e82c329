import { describeAlipay } from '../../contracts/alipay/alipay'
import { BUYER, openAlipayBench } from './bench'
import type { AlipaySubject } from '../../contracts/alipay/subject'

/** The client reads the machine's clock, so the emulator's clock starts from it. */
async function openStandIn(): Promise<AlipaySubject> {
  const bench = await openAlipayBench({ startAtMs: Date.now() })
  const { context, gateway, gatewayUrl, server } = bench
  return {
    gatewayUrl,
    credentials: gateway.credentials,
    buyerOpenId: BUYER,
    notifyUrl: `${server.url}/notify`,
    hands: {
      async pay(tradeNo) {
        await gateway.pay(tradeNo, BUYER)
      },
      settle: () => context.clock.advance(3_000),
      authorize: () => gateway.issueAuthCode(BUYER),
      async claim(activityId) {
        const claimed = await gateway.claimVoucher({ activityId }, BUYER)
        return claimed.ok ? claimed.value.voucherCode : claimed.refusal.code
      },
      received: () => server.received.map(({ body }) => body),
    },
    close: () => bench.close(),
  }
}

/** Against the real service or, with its address and keys, the sandbox. */
function openRemote(environment: NodeJS.ProcessEnv): Promise<AlipaySubject> {
  const read = (name: string) => {
    const value = environment[`ALIPAY_${name}`]
    if (!value) throw new Error(`REMOTE=1 needs ALIPAY_${name}`)
    return value
  }
  return Promise.resolve({
    gatewayUrl: read('GATEWAY_URL'),
    credentials: {
      appId: read('APP_ID'),
      sellerId: read('SELLER_ID'),
      appPrivateKeyPem: read('APP_PRIVATE_KEY'),
      alipayPublicKeyPem: read('ALIPAY_PUBLIC_KEY'),
      aesKey: read('AES_KEY'),
    },
    buyerOpenId: read('BUYER_OPEN_ID'),
    notifyUrl: read('NOTIFY_URL'),
    close: () => Promise.resolve(),
  })
}

describeAlipay('emulator', openStandIn, { hasPayer: true })
if (process.env['REMOTE']) {
  describeAlipay('real', () => openRemote(process.env), { hasPayer: false })
}
