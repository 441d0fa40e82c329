import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { isFromHere } from '../loopback'
import { pageRoutes } from '../page/page-routes'
import { alipayPayments, wechatPayments } from './payments'
import { createPhone } from './phone'
import { alipayNumbers, wechatNumbers } from './phone-numbers'
import { phoneRoutes } from './phone-routes'
import { serviceMessages } from './service-messages'
import { alipayVouchers, wechatVouchers } from './vouchers'
import type { WalletOptions, WalletParts } from './wallet-options'

/**
 * The two wallet apps, the phones that they run on, and the page with phones side by side: routes
 * for the stack's main listener. Faults apply at `wallet.pay` and
 * `wallet.phone-number`.
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
  const messages = {
    wechat: parts.wechat ? serviceMessages(parts.wechat) : null,
    alipay: serviceMessages(parts.alipay),
  }
  const numbers = {
    wechat: parts.wechat ? wechatNumbers(parts.wechat) : null,
    alipay: alipayNumbers(parts.alipay),
  }
  const phones = options.personas.map((persona) =>
    createPhone(persona, {
      context: parts.context,
      functions: parts.functions,
      payments: payments[persona.wallet],
      vouchers: vouchers[persona.wallet],
      messages: messages[persona.wallet],
      numbers: numbers[persona.wallet],
      appId: parts.wechatPay.credentials.appId,
    }),
  )
  return async (server) => {
    server.addHook('onRequest', async ({ headers }, reply) => {
      if (!isFromHere(headers)) return reply.code(403).send()
    })
    await server.register(fastifyStatic, { serve: false, preCompressed: true })
    await server.register(phoneRoutes(parts, options, phones))
    await server.register(pageRoutes(options))
  }
}
