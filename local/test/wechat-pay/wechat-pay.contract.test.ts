import { describeWechatPay } from '../../contracts/wechat-pay/wechat-pay'
import { OPEN_ID, openWechatPayBench } from './bench'
import type { WechatPaySubject } from '../../contracts/wechat-pay/subject'

/** The client reads the machine's clock, so the emulator's clock starts from it. */
async function openStandIn(): Promise<WechatPaySubject> {
  const bench = await openWechatPayBench({ startAtMs: Date.now() })
  const { context, gateway, gatewayUrl, server } = bench
  return {
    baseUrl: gatewayUrl,
    credentials: gateway.credentials,
    openId: OPEN_ID,
    notifyUrl: `${server.url}/notify`,
    hands: {
      async pay(prepayId) {
        await gateway.pay(prepayId, OPEN_ID)
      },
      async claim(stockId) {
        const outRequestNo = `LOCAL${stockId}`
        const offer = { stockId, outRequestNo, couponCode: `CODE${stockId}` }
        const claimed = await gateway.claimCoupon(offer, OPEN_ID)
        return claimed.ok ? claimed.value.couponCode : claimed.refusal.code
      },
      settle: () => context.clock.advance(10_000),
      waitAMinute: () => context.clock.advance(60_000),
      received: () => server.received,
    },
    close: () => bench.close(),
  }
}

/** Against the real service: payments only with a person at a phone. */
function openRemote(environment: NodeJS.ProcessEnv): Promise<WechatPaySubject> {
  const read = (name: string) => {
    const value = environment[`WECHATPAY_${name}`]
    if (!value) throw new Error(`REMOTE=1 needs WECHATPAY_${name}`)
    return value
  }
  return Promise.resolve({
    baseUrl: 'https://api.mch.weixin.qq.com',
    credentials: {
      appId: read('APP_ID'),
      mchid: read('MCHID'),
      apiV3Key: read('API_V3_KEY'),
      merchantSerial: read('MERCHANT_SERIAL'),
      merchantCertificatePem: read('MERCHANT_CERTIFICATE'),
      merchantPrivateKeyPem: read('MERCHANT_PRIVATE_KEY'),
      publicKeyId: read('PUBLIC_KEY_ID'),
      publicKeyPem: read('PUBLIC_KEY'),
    },
    openId: read('OPEN_ID'),
    notifyUrl: read('NOTIFY_URL'),
    close: () => Promise.resolve(),
  })
}

describeWechatPay('emulator', openStandIn, { hasPayer: true })
if (process.env['REMOTE']) {
  describeWechatPay('real', () => openRemote(process.env), { hasPayer: false })
}
