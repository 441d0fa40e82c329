import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import type { Alipay } from '../alipay/service'
import type { FunctionHost } from '../cloudbase/function-host'
import { isFromHere } from '../loopback'
import { pageRoutes } from '../page/page-routes'
import type { ServiceContext } from '../service'
import type { WechatPay } from '../wechat-pay/service'
import { alipayPayments, wechatPayments } from './payments'
import type { Persona } from './persona'
import { createPhone } from './phone'
import { phoneRoutes } from './phone-routes'
import type { PrintedCode } from './printed-code'
import { alipayVouchers, wechatVouchers } from './vouchers'

export interface WalletOptions {
  readonly personas: readonly Persona[]
  /** The payee, as the wallets show it. */
  readonly payee: string
  /** The H5 build of the mini-program: `index.html` and files at relative paths. */
  readonly h5Directory: string
  readonly page: PageWords
  /** Printed codes, read again for every view. */
  printedCodes(): Promise<readonly PrintedCode[]>
}

/** Texts of the page at `/`; the stack itself is independent of the product. */
export interface PageWords {
  readonly title: string
  readonly subtitle: string
  /** Title of the printed codes, and of the button that prints them: `门牌码`. */
  readonly codes: string
  /** Side by side, each with the people who can hold it, the first of them initially. */
  readonly phones: readonly { readonly caption: string; readonly personaIds: readonly string[] }[]
}

export interface WalletParts {
  readonly context: Pick<ServiceContext, 'clock' | 'wire' | 'faults'>
  readonly functions: FunctionHost
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
}

/**
 * The two wallet apps, the phones that they run on, and the page with phones side by side: routes
 * for the stack's main listener. Faults apply at `wallet.pay`.
 */
export function walletRoutes(parts: WalletParts, options: WalletOptions): FastifyPluginAsync {
  const payments = {
    wechat: wechatPayments(parts.wechatPay),
    alipay: alipayPayments(parts.alipay),
  }
  const vouchers = {
    wechat: wechatVouchers(parts.wechatPay),
    alipay: alipayVouchers(parts.alipay),
  }
  const phones = options.personas.map((persona) =>
    createPhone(persona, {
      context: parts.context,
      functions: parts.functions,
      payments: payments[persona.wallet],
      vouchers: vouchers[persona.wallet],
      appId: parts.wechatPay.credentials.appId,
    }),
  )
  return async (server) => {
    server.addHook('onRequest', async ({ headers }, reply) => {
      if (!isFromHere(headers)) return reply.code(403).send()
    })
    await server.register(fastifyStatic, { serve: false })
    await server.register(phoneRoutes(parts, options, phones))
    await server.register(pageRoutes(options))
  }
}
