import type { FastifyPluginAsync } from 'fastify'
import { keepBodiesRaw } from '../gateway/raw-bodies'
import { type NoReply, type RawReply, sendRaw } from '../gateway/raw-reply'
import { replyThrough } from '../gateway/reply-fault'
import { openRecords } from '../records'
import type { Service, ServiceContext } from '../service'
import { accessToken, stableToken } from './access-token'
import type { WechatApp } from './app'
import { appCode } from './app-code'
import { codeToSession } from './code-to-session'
import {
  type Answer,
  type Call,
  type Context,
  type Endpoint,
  ERRORS,
  type WechatUser,
} from './context'
import { phoneNumber } from './phone-number'
import { openQuota } from './quota'
import { openSingleUseCodes } from './single-use-codes'
import { acceptMessages, permitsOf, sendSubscribeMessage } from './subscribe-message'
import type { SubscribeMessage } from './message'

/** WeChat's open API for one mini-program, and the client functions that bypass it. */
export interface Wechat extends Service {
  readonly credentials: WechatApp
  /** Result of `wx.login`. */
  issueLoginCode(user: WechatUser): Promise<string>
  /** Result of a button of `open-type="getPhoneNumber"`. */
  issuePhoneCode(phoneNumber: string, openId?: string): Promise<string>
  /** Effect of an accepted `wx.requestSubscribeMessage`: permits one message. */
  acceptMessages(openId: string, templateId: string): Promise<void>
  /** Every message sent, oldest first. */
  messages(): readonly SubscribeMessage[]
  /** Number of messages that the user still accepts. */
  permits(openId: string, templateId: string): number
  /** As if somebody else had forced a refresh: every token is refused from now on (40001). */
  expireTokens(): void
}

export interface WechatOptions {
  readonly app: WechatApp
  /** Pages of the released version, to which codes may lead; without them, any. */
  readonly publishedPages?: readonly string[]
}

export const ENDPOINTS: readonly Endpoint[] = [
  ...[codeToSession, accessToken, stableToken, phoneNumber],
  ...[sendSubscribeMessage, appCode],
]

/** 5000次/分钟 */
const APP_CODES_PER_MINUTE = 5_000

export function createWechat(
  service: ServiceContext,
  { app, publishedPages }: WechatOptions,
): Wechat {
  const context: Context = {
    service,
    app,
    loginCodes: openSingleUseCodes(service, 'wechat.login-code'),
    phoneCodes: openSingleUseCodes(service, 'wechat.phone-code'),
    tokens: openRecords(service.file, 'wechat.token'),
    stableTokens: openRecords(service.file, 'wechat.stable-token'),
    permits: openRecords(service.file, 'wechat.permit'),
    messages: openRecords(service.file, 'wechat.message'),
    publishedPages,
    appCodeQuota: openQuota(service.clock, APP_CODES_PER_MINUTE),
  }
  async function durably(code: string) {
    await service.file.durable()
    return code
  }
  return {
    credentials: app,
    routes: createRoutes(context),
    issueLoginCode: (user) => durably(context.loginCodes.issue(user)),
    issuePhoneCode: (number, openId) =>
      durably(context.phoneCodes.issue({ number, ...(openId === undefined ? {} : { openId }) })),
    async acceptMessages(openId, templateId) {
      acceptMessages(context, openId, templateId)
      await service.file.durable()
    },
    messages: () =>
      context.messages
        .all()
        .map(({ value }) => value)
        .sort((a, b) => a.sentAtMs - b.sentAtMs),
    permits: (openId, templateId) => permitsOf(context, openId, templateId),
    expireTokens() {
      for (const { key } of context.tokens.all()) context.tokens.remove(key)
    },
    reset() {
      context.loginCodes.clear()
      context.phoneCodes.clear()
      const { messages, permits, stableTokens, tokens } = context
      for (const records of [tokens, stableTokens, permits, messages]) {
        for (const { key } of records.all()) records.remove(key)
      }
    },
  }
}

function createRoutes(context: Context): FastifyPluginAsync {
  return async (server) => {
    keepBodiesRaw(server)
    for (const endpoint of ENDPOINTS) {
      server.route({
        method: endpoint.method,
        url: endpoint.path,
        async handler(request, reply) {
          const query = request.query as Readonly<Record<string, string | undefined>>
          const body = parseJson(request.body)
          return sendRaw(reply, await exchange(context, endpoint, { query, body }))
        },
      })
    }
  }
}

async function exchange(
  context: Context,
  endpoint: Endpoint,
  call: Call,
): Promise<RawReply | NoReply> {
  const { service } = context
  const fault = service.faults.take(`wechat.${endpoint.operation}`)
  let answer: Answer = ERRORS.system
  const reply = await replyThrough(
    fault,
    async () => {
      answer = await endpoint.answer(context, call)
      await service.file.durable()
      return toReply(answer)
    },
    { failure: () => toReply(ERRORS.system), limited: () => toReply(ERRORS.limited) },
  )
  const isRefusal = 'errcode' in answer && answer.errcode !== 0
  const words = 'errmsg' in answer ? String(answer.errmsg) : 'ok'
  service.wire.record({
    atMs: service.clock.now(),
    service: 'wechat',
    title: `${endpoint.method} ${endpoint.path}`,
    detail: fault ? `故障 ${fault.kind}` : words,
    outcome: fault ? 'fault' : isRefusal ? 'refused' : 'ok',
  })
  return reply
}

/** With the real service's content type, whatever the content. */
const toReply = (answer: Answer): RawReply =>
  'picture' in answer
    ? { status: 200, headers: { 'content-type': 'image/png' }, body: answer.picture }
    : { status: 200, headers: { 'content-type': 'text/plain' }, body: JSON.stringify(answer) }

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    return undefined // the schema of the endpoint refuses it
  }
}
