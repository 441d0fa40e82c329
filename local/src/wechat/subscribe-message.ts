import { z } from 'zod'
import { drawFresh, drawHex } from '../gateway/drawn'
import { isToken } from './access-token'
import { type Context, type Endpoint, ERRORS, type WechatError } from './context'

const message = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().max(1024).optional(),
  data: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]) })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).default('formal'),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']).default('zh_CN'),
})

/**
 * 发送订阅消息 (developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management): each accepted
 * request permits one message, and they add up.
 */
export const sendSubscribeMessage: Endpoint = {
  operation: 'subscribe-message',
  method: 'POST',
  path: '/cgi-bin/message/subscribe/send',
  answer(context, { body, query }) {
    if (!isToken(context, query['access_token'])) return ERRORS.badToken
    const parsed = message.safeParse(body)
    if (!parsed.success) return ERRORS.badFormat
    const { data, page, template_id: templateId, touser: openId } = parsed.data
    if (openId === '') return ERRORS.badOpenId
    if (templateId === '') return ERRORS.badTemplate
    if (page !== undefined && !isPage(context, page)) return ERRORS.badPage
    const told = Object.fromEntries(
      Object.entries(data).map(([name, { value }]) => [name, String(value)]),
    )
    const wrong = Object.entries(told).find(([name, value]) => !isGood(name, value))
    if (wrong) return invalidValue(wrong[0])
    if (!spend(context, openId, templateId)) return ERRORS.notAccepted
    const sentAtMs = context.service.clock.now()
    const id = drawFresh(
      () => drawHex(context.service.random, 32),
      (drawn) => context.messages.get(drawn) !== undefined,
    )
    const sent = {
      openId,
      templateId,
      data: told,
      sentAtMs,
      ...(page === undefined ? {} : { page }),
    }
    context.messages.put(id, sent)
    return { errcode: 0, errmsg: 'ok', msgid: sentAtMs }
  },
}

/** 订阅消息参数值内容限制说明: by the letters of a field's name. */
const VALUES: ReadonlyMap<string, RegExp> = new Map([
  ['thing', /^.{1,20}$/su],
  ['number', /^-?\d{1,32}(\.\d{1,32})?$/],
  ['letter', /^[A-Za-z]{1,32}$/],
  ['symbol', /^[^\w\s\u4e00-\u9fff]{1,5}$/u],
  ['character_string', /^[\x21-\x7e]{1,32}$/],
  ['time', /^(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d\d(:\d\d)?(~\d{1,2}:\d\d)?$/],
  ['date', /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d\d(:\d\d)?)?$/],
  ['amount', /^[¥￥$]?\d{1,10}(\.\d{1,2})?元?$/],
  ['phone_number', /^[\d+\-() ]{1,17}$/],
  ['car_number', /^[\dA-Z\u4e00-\u9fff]{1,8}$/],
  ['name', /^([\u4e00-\u9fff·]{1,10}|[A-Za-z .]{1,20})$/],
  ['phrase', /^[\u4e00-\u9fff]{1,5}$/],
])

/** `thing1`, `amount2`; other names belong to no template. */
function isGood(name: string, value: string): boolean {
  const [, kind = ''] = /^([a-z_]+)\d{1,2}$/.exec(name) ?? []
  return VALUES.get(kind)?.test(value) ?? false
}

const invalidValue = (name: string): WechatError => ({
  errcode: 47003,
  errmsg: `argument invalid! data.${name}.value is invalid`,
})

/** Without a leading slash; of the released version, if its pages are known. */
function isPage({ publishedPages }: Context, address: string): boolean {
  const [page = ''] = address.split('?')
  return !page.startsWith('/') && (publishedPages?.includes(page) ?? true)
}

const permitKey = (openId: string, templateId: string) => `${openId} ${templateId}`

/** The user has accepted one more request for messages of this template. */
export function acceptMessages({ permits }: Context, openId: string, templateId: string): void {
  const key = permitKey(openId, templateId)
  permits.put(key, (permits.get(key) ?? 0) + 1)
}

export const permitsOf = ({ permits }: Context, openId: string, templateId: string): number =>
  permits.get(permitKey(openId, templateId)) ?? 0

function spend({ permits }: Context, openId: string, templateId: string): boolean {
  const key = permitKey(openId, templateId)
  const left = permits.get(key) ?? 0
  if (left === 0) return false
  permits.put(key, left - 1)
  return true
}
