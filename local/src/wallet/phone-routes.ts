import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { browserBundle } from '../browser-bundle'
import type { Persona } from './persona'
import type { Phone } from './phone'
import type { PhoneSetup } from './wallet-call'
import type { WalletOptions, WalletParts } from './wallet-options'

type PhoneRequest = FastifyRequest<{ Params: { persona: string; '*'?: string } }>

const payBody = z.strictObject({ reference: z.string() })
const acceptBody = z.strictObject({ templateIds: z.array(z.string().min(1)).max(5) })
const numberBody = z.strictObject({ number: z.string().regex(/^\d{1,20}$/) })
const functionBody = z.strictObject({ name: z.string().min(1), data: z.unknown() })

/**
 * One phone per persona, under `/phone/<persona>/`: the mini-program, the wallet around it, its
 * servers.
 */
export function phoneRoutes(
  { alipay, context }: WalletParts,
  { h5Directory, messageTemplates, otherPayees, payee }: WalletOptions,
  phones: readonly Phone[],
): FastifyPluginAsync {
  const byId = new Map(phones.map((phone) => [phone.persona.id, phone]))

  /** With `wallet`: only if that app is open on it. */
  function phoneOf({ params }: PhoneRequest, wallet?: Persona['wallet']): Phone {
    const phone = byId.get(params.persona)
    if (!phone || (wallet && phone.persona.wallet !== wallet)) throw new NobodyError()
    return phone
  }

  function setupOf({ persona }: Phone): PhoneSetup {
    const { id, location, name, phoneNumber, wallet } = persona
    const others = otherPayees ? { otherPayees } : {}
    const templates = messageTemplates ? { messageTemplates } : {}
    const number = phoneNumber === undefined ? {} : { phoneNumber }
    const more = { ...others, ...templates, ...number, nowMs: context.clock.now() }
    return { personaId: id, name, wallet, location, payee, ...more }
  }

  return async (server) => {
    server.setErrorHandler((error, _request, reply) => {
      if (error instanceof NobodyError) return reply.code(404).send()
      if (error instanceof z.ZodError) return reply.code(400).send()
      throw error
    })
    server.get('/phone/:persona', async (request: PhoneRequest, reply) =>
      reply.redirect(`/phone/${phoneOf(request).persona.id}/`),
    )
    server.get('/phone/:persona/', async (request: PhoneRequest, reply) => {
      phoneOf(request)
      const document = await readFile(join(h5Directory, 'index.html'), 'utf8')
      return reply.type('text/html').header('cache-control', 'no-store').send(withHost(document))
    })
    server.get('/phone/:persona/host.js', async (request: PhoneRequest, reply) => {
      const setup = JSON.stringify(setupOf(phoneOf(request)))
      const code = `globalThis.phoneSetup=${setup};\n${await browserBundle('host.js')}`
      return reply.type('text/javascript').header('cache-control', 'no-store').send(code)
    })
    server.get('/phone/:persona/*', async (request: PhoneRequest, reply) => {
      phoneOf(request)
      return reply.sendFile(request.params['*'] ?? '', h5Directory)
    })
    walletServers(server, phoneOf)
    server.post('/phone/:persona/wallet/call-function', async (request: PhoneRequest) => {
      const { data, name } = functionBody.parse(request.body)
      return phoneOf(request, 'wechat').callFunction(name, data)
    })
    server.post('/phone/:persona/wallet/auth-code', async (request: PhoneRequest) => ({
      authCode: await alipay.issueAuthCode(phoneOf(request, 'alipay').persona.openId),
    }))
  }
}

/** Servers for the wallet app's sheet and 卡包. */
function walletServers(server: FastifyInstance, phoneOf: (request: PhoneRequest) => Phone): void {
  server.post('/phone/:persona/wallet/offer', async (request: PhoneRequest) =>
    phoneOf(request).offer(request.body),
  )
  server.post('/phone/:persona/wallet/pay', async (request: PhoneRequest) =>
    phoneOf(request).pay(payBody.parse(request.body).reference),
  )
  server.post('/phone/:persona/wallet/cancel', async (request: PhoneRequest) => {
    phoneOf(request).cancel()
    return {}
  })
  server.post('/phone/:persona/wallet/claim', async (request: PhoneRequest) =>
    phoneOf(request).claim(request.body),
  )
  server.post('/phone/:persona/wallet/accept-messages', async (request: PhoneRequest) => {
    await phoneOf(request).acceptMessages(acceptBody.parse(request.body).templateIds)
    return {}
  })
  server.post('/phone/:persona/wallet/phone-number', async (request: PhoneRequest) =>
    phoneOf(request).shareNumber(numberBody.parse(request.body).number),
  )
  server.get('/phone/:persona/wallet/notices', async (request: PhoneRequest) =>
    phoneOf(request).notices(),
  )
  server.get('/phone/:persona/wallet/vouchers', async (request: PhoneRequest) =>
    phoneOf(request).vouchers(),
  )
}

class NobodyError extends Error {}

/** Before every other script, so that the mini-program finds its wallet and the stack's time. */
const withHost = (document: string): string =>
  document.replace('<head>', '<head><script src="host.js"></script>')
