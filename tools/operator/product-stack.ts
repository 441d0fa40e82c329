import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Alipay, createAlipay } from '@palm/local/alipay/service'
import { type Deployment, parseDeployment } from '@palm/local/deployment'
import { createFapiao } from '@palm/local/fapiao/service'
import type { Stack } from '@palm/local/running-stack'
import { startStack, type StackOptions } from '@palm/local/stack'
import { walletRoutes } from '@palm/local/wallet/wallet'
import { createWechat, type Wechat } from '@palm/local/wechat/service'
import { createWechatPay, type WechatPay } from '@palm/local/wechat-pay/service'
import { epochMs } from '@palm/shared/kernel/instant'
import type { FastifyPluginAsync } from 'fastify'
import {
  type Credentials,
  derivedKeys,
  saveCredentials,
} from '../../cloudfunctions/credentials/credentials'
import type { Database } from '../../cloudfunctions/database/session'
import { openAdminDatabase } from './admin-database'
import {
  DEMO_PAYEES,
  DEMO_PAYEE_NAMES,
  DEMO_SELLER,
  DEMO_SUB_MERCHANT,
  saveDemoMerchants,
} from '../demo/payees'
import { saveDemoOperators } from '../demo/operators'
import { PAGE, PAYEE, PERSONAS } from '../demo/people'
import { openProductInstallation, type ProductInstallation } from './installation'
import { DEMO_TEMPLATES, DEMO_TEMPLATE_TITLES } from '../demo/message-templates'
import { printedCodes } from '../demo/printed-codes'
import { ROOT } from '../root'

/** The whole product on the local stack, with the unchanged function bundles of a deployment. */
export interface ProductStack {
  readonly stack: Stack
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  readonly wechat: Wechat
  readonly installation: ProductInstallation
  /** Seals the functions' credentials, with the addresses of this start, and adds the operators. */
  seal(): Promise<void>
}

export interface ProductStackOptions extends Pick<
  StackOptions,
  'dataDir' | 'port' | 'servicePorts' | 'clock' | 'seed' | 'instancesMax' | 'kept'
> {
  /** By default kept in `dataDir`, or made for this start. */
  readonly installation?: ProductInstallation
  /** Disables rate limits: for a benchmark whose two drivers act for thousands. */
  readonly uncounted?: boolean
}

export async function startProductStack(options: ProductStackOptions = {}): Promise<ProductStack> {
  const installation =
    options.installation ?? (await openProductInstallation(options.dataDir, Date.now()))
  const { alipay: alipayKeys, wechatPay: wechatKeys } = installation.providers
  const played: { wechatPay?: WechatPay; alipay?: Alipay; wechat?: Wechat } = {}
  const stack = await startStack({
    ...options,
    deployment: options.uncounted ? withoutRates(readDeployment()) : readDeployment(),
    bundlesDir: join(ROOT, 'cloudfunctions/dist'),
    environment: environmentOf(installation, options.uncounted ? { UNCOUNTED: 'yes' } : {}),
    services: {
      wechatPay: (context) =>
        (played.wechatPay = createWechatPay(context, {
          keys: { ...wechatKeys, subMerchants: [DEMO_SUB_MERCHANT] },
          switches: { loopbackNotifyUrls: true },
        })),
      alipay: (context) =>
        (played.alipay = createAlipay(context, {
          keys: { ...alipayKeys, authorised: [DEMO_SELLER] },
        })),
      wechat: (context) =>
        (played.wechat = createWechat(context, { app: installation.providers.wechat })),
      fapiao: (context) => createFapiao(context, { keys: installation.providers.fapiao }),
    },
    mount: [
      (stack) =>
        phones(stack, {
          wechatPay: played.wechatPay!,
          alipay: played.alipay!,
          wechat: played.wechat!,
        }),
    ],
  })
  const seal = () => sealCredentials(stack, installation)
  try {
    await seal()
  } catch (error) {
    await stack.close()
    throw error
  }
  return {
    stack,
    installation,
    seal,
    wechatPay: played.wechatPay!,
    alipay: played.alipay!,
    wechat: played.wechat!,
  }
}

interface Gateways {
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  readonly wechat: Wechat
}

/** The wallets and their phones, with the built mini-program on them. */
function phones(stack: Stack, gateways: Gateways): FastifyPluginAsync {
  let database: Database | undefined
  const opened = () => (database ??= adminDatabaseOf(stack))
  return walletRoutes(
    { context: stack, functions: stack.functions, ...gateways },
    {
      personas: PERSONAS,
      payee: PAYEE,
      otherPayees: DEMO_PAYEE_NAMES,
      page: PAGE,
      messageTemplates: DEMO_TEMPLATE_TITLES,
      h5Directory: join(ROOT, 'miniprogram/dist/h5'),
      printedCodes: () => printedCodes(opened(), stack.url, stack.clock.now()),
    },
  )
}

const adminDatabaseOf = (stack: Stack): Database =>
  openAdminDatabase({ serviceUrl: adminUrlOf(stack) })

export const adminUrlOf = ({ urls }: Stack): string => `${urls['cloudbase']}/admin`

const readDeployment = () =>
  parseDeployment(JSON.parse(readFileSync(join(ROOT, 'cloudfunctions/cloud.json'), 'utf8')))

function withoutRates({ functions, routes, ...rest }: Deployment): Deployment {
  const free = { qps: undefined, clientQps: undefined }
  return {
    ...rest,
    functions: Object.fromEntries(
      Object.entries(functions).map(([name, definition]) => [name, { ...definition, ...free }]),
    ),
    routes: routes.map((route) => ({ ...route, ...free })),
  }
}

function environmentOf({ credentialsKey }: ProductInstallation, more: Record<string, string>) {
  const keys = Object.entries(derivedKeys(credentialsKey)).map(
    ([part, key]) => [`KEY_${part}`, key] as const,
  )
  const { functions } = readDeployment()
  return Object.fromEntries(
    Object.entries(functions).map(([name, { env }]) => {
      const own = keys.filter(([variable]) => env.includes(variable))
      return [name, { ...Object.fromEntries(own), ...more }]
    }),
  )
}

async function sealCredentials(stack: Stack, installation: ProductInstallation): Promise<void> {
  const credentials = credentialsOf(stack, installation)
  const keys = derivedKeys(installation.credentialsKey)
  const database = adminDatabaseOf(stack)
  await saveCredentials(database, credentials, keys)
  await saveDemoMerchants(database, keys)
  await saveDemoOperators(database, installation.operatorKeys, epochMs(stack.clock.now()))
}

/** Derived, so that installations of before keep theirs from start to start. */
const phoneSecretOf = ({ credentialsKey }: ProductInstallation): string =>
  createHmac('sha256', credentialsKey).update('phone numbers').digest('base64url')

/** Values that an operator would copy from the providers' consoles. */
function credentialsOf(stack: Stack, installation: ProductInstallation): Credentials {
  const { alipay, fapiao, wechat, wechatPay } = installation.providers
  return {
    publicOrigin: stack.url,
    payees: DEMO_PAYEES,
    sessionSecret: installation.sessionSecret,
    sessionSecretBeside: null,
    invitationSecret: installation.invitationSecret,
    passphraseSecrets: { current: installation.passphraseSecret, next: null },
    cardSecret: installation.cardSecret,
    cardSecretBeside: null,
    passwordSecret: installation.passwordSecret,
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
    wechatApp: { ...wechat, baseUrl: stack.urls['wechat']! },
    phone: { secret: phoneSecretOf(installation), alipayAesKey: alipay.aesKey },
    messageTemplates: DEMO_TEMPLATES,
    invoiceSandbox: { baseUrl: stack.urls['fapiao']!, secret: fapiao.secret },
  }
}
