import type { FastifyPluginAsync } from 'fastify'
import { type RawReply, replyThrough } from '../gateway/reply-fault'
import { openRecords } from '../records'
import type { Service, ServiceContext } from '../service'
import { accessToken } from './access-token'
import type { WechatApp } from './app'
import { codeToSession } from './code-to-session'
import { type Call, type Desk, type Endpoint, ERRORS, type WechatUser } from './desk'
import { phoneNumber } from './phone-number'
import { openSingleUseCodes } from './single-use-codes'

/** WeChat's open API for one mini-program, and what its client gets without it. */
export interface Wechat extends Service {
  readonly credentials: WechatApp
  /** What `wx.login` gives. */
  issueLoginCode(user: WechatUser): Promise<string>
  /** What a button of `open-type="getPhoneNumber"` gives. */
  issuePhoneCode(phoneNumber: string): Promise<string>
}

const ENDPOINTS = [codeToSession, accessToken, phoneNumber]

export function createWechat(context: ServiceContext, { app }: { app: WechatApp }): Wechat {
  const desk: Desk = {
    context,
    app,
    loginCodes: openSingleUseCodes(context, 'wechat.login-code'),
    phoneCodes: openSingleUseCodes(context, 'wechat.phone-code'),
    tokens: openRecords(context.file, 'wechat.token'),
  }
  async function durably(code: string) {
    await context.file.durable()
    return code
  }
  return {
    credentials: app,
    routes: createRoutes(desk),
    issueLoginCode: (user) => durably(desk.loginCodes.issue(user)),
    issuePhoneCode: (number) => durably(desk.phoneCodes.issue(number)),
    reset() {
      desk.loginCodes.clear()
      desk.phoneCodes.clear()
      for (const { key } of desk.tokens.all()) desk.tokens.remove(key)
    },
  }
}

function createRoutes(desk: Desk): FastifyPluginAsync {
  return async (server) => {
    for (const endpoint of ENDPOINTS) {
      server.route({
        method: endpoint.method,
        url: endpoint.path,
        async handler(request, reply) {
          const query = request.query as Readonly<Record<string, string | undefined>>
          const answered = await exchange(desk, endpoint, { query, body: request.body })
          if (!answered) return reply.hijack() // the caller is left waiting
          return reply.code(answered.status).headers(answered.headers).send(answered.body)
        },
      })
    }
  }
}

async function exchange(desk: Desk, endpoint: Endpoint, call: Call): Promise<RawReply | null> {
  const { context } = desk
  const fault = context.faults.take(`wechat.${endpoint.operation}`)
  let answer: object = ERRORS.system
  const reply = await replyThrough(
    fault,
    async () => {
      answer = endpoint.answer(desk, call)
      await context.file.durable()
      return toReply(answer)
    },
    () => toReply(ERRORS.system),
  )
  const isRefusal = 'errcode' in answer && answer.errcode !== 0
  const words = 'errmsg' in answer ? String(answer.errmsg) : 'ok'
  context.wire.record({
    atMs: context.clock.now(),
    service: 'wechat',
    title: `${endpoint.method} ${endpoint.path}`,
    detail: fault ? `故障 ${fault.kind}` : words,
    outcome: fault ? 'fault' : isRefusal ? 'refused' : 'ok',
  })
  return reply
}

/** As the real one names it, whatever it holds. */
const toReply = (answer: object): RawReply => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: JSON.stringify(answer),
})
