import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { epochMs } from '@palm/shared/kernel/instant'
import { type Alipay, createAlipay } from '@palm/local/alipay/service'
import { parseDeployment } from '@palm/local/deployment'
import { type Stack, startStack, type StackOptions } from '@palm/local/stack'
import { createWechatPay, type WechatPay } from '@palm/local/wechat-pay/service'
import { type Credentials, saveCredentials } from '../cloudfunctions/kit/credentials'
import { mintToken } from '../cloudfunctions/kit/token'
import { openAdminDatabase } from './admin-database'
import { openProductInstallation, type ProductInstallation } from './installation'
import { ROOT } from './root'

/** The whole product on the local stack: the function bundles that would be deployed, unchanged. */
export interface ProductStack {
  readonly stack: Stack
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  readonly installation: ProductInstallation
  /** Minted for one command; see cloudfunctions/kit/token.ts. */
  operatorToken(): Promise<string>
  /** Seals what functions need to know, for the addresses of this start. */
  seal(): Promise<void>
}

export type ProductStackOptions = Pick<
  StackOptions,
  'dataDir' | 'port' | 'clock' | 'seed' | 'instancesMax' | 'mount'
>

export async function startProductStack(options: ProductStackOptions = {}): Promise<ProductStack> {
  const installation = await openProductInstallation(options.dataDir, Date.now())
  const { alipay: alipayKeys, wechatPay: wechatKeys } = installation.providers
  const played: { wechatPay?: WechatPay; alipay?: Alipay } = {}
  const stack = await startStack({
    ...options,
    deployment: readDeployment(),
    bundlesDir: join(ROOT, 'cloudfunctions/dist'),
    environment: environmentOf(installation),
    services: {
      wechatPay: (context) =>
        (played.wechatPay = createWechatPay(context, {
          keys: wechatKeys,
          switches: { loopbackNotifyUrls: true },
        })),
      alipay: (context) => (played.alipay = createAlipay(context, { keys: alipayKeys })),
    },
  })
  const seal = () => sealCredentials(stack, installation)
  await seal()
  return {
    stack,
    installation,
    seal,
    wechatPay: played.wechatPay!,
    alipay: played.alipay!,
    async operatorToken() {
      const nowMs = epochMs(stack.clock.now())
      return (await mintToken(installation.operatorSecret, 'operator', 'operator', nowMs)).token
    },
  }
}

const readDeployment = () =>
  parseDeployment(JSON.parse(readFileSync(join(ROOT, 'cloudfunctions/cloud.json'), 'utf8')))

function environmentOf({ credentialsKey }: ProductInstallation) {
  const { functions } = readDeployment()
  const own = { CREDENTIALS_KEY: credentialsKey }
  return Object.fromEntries(Object.keys(functions).map((name) => [name, own]))
}

async function sealCredentials(stack: Stack, installation: ProductInstallation): Promise<void> {
  const database = openAdminDatabase({ serviceUrl: `${stack.urls['cloudbase']}/admin` })
  const credentials = credentialsOf(stack, installation)
  await saveCredentials(database, credentials, installation.credentialsKey)
}

/** What an operator would copy from the providers' consoles. */
function credentialsOf(stack: Stack, installation: ProductInstallation): Credentials {
  const { alipay, wechatPay } = installation.providers
  return {
    publicOrigin: stack.url,
    sessionSecret: installation.sessionSecret,
    operatorSecret: installation.operatorSecret,
    passphraseSecret: installation.passphraseSecret,
    wechat: {
      baseUrl: stack.urls['wechatPay']!,
      appId: wechatPay.appId,
      mchId: wechatPay.mchid,
      merchantCertificatePem: wechatPay.merchant.certificatePem,
      merchantPrivateKeyPem: wechatPay.merchant.privateKeyPem,
      apiV3Key: wechatPay.apiV3Key,
      platformKeys: {
        [wechatPay.platformKey.id]: wechatPay.platformKey.publicKeyPem,
        ...Object.fromEntries(
          wechatPay.platformCertificates.map(({ certificatePem, serial }) => [
            serial,
            certificatePem,
          ]),
        ),
      },
    },
    alipay: {
      gateway: `${stack.urls['alipay']}/gateway.do`,
      appId: alipay.appId,
      sellerId: alipay.sellerId,
      appPrivateKeyPem: alipay.app.privateKeyPem,
      alipayPublicKeyPem: alipay.platform.publicKeyPem,
    },
  }
}
