import { type MessageTemplate, VALUE_NAMES } from '@palm/shared/message/template'
import { type Topic, TOPICS } from '@palm/shared/message/topic'
import { fieldKindOf } from '@palm/shared/message/value'
import type { Provider } from '@palm/shared/trade/fact'
import { z } from 'zod'

/** Secret of the mini-program itself, 小程序密钥: not one of WeChat Pay's. */
export interface WechatAppCredentials {
  readonly baseUrl: string
  readonly appId: string
  readonly appSecret: string
}

/** A topic without a template is not asked for, and not sent. */
export type MessageTemplates = Readonly<
  Record<Provider, Readonly<Partial<Record<Topic, MessageTemplate>>>>
>

export const wechatAppForm = z.strictObject({
  baseUrl: z.url(),
  appId: z.string(),
  appSecret: z.string().min(16),
})

const template = z.strictObject({
  id: z.string().min(1).max(128),
  fields: z.record(
    z.string().refine((field) => fieldKindOf(field) !== null, { message: 'no kind of field' }),
    z.enum(VALUE_NAMES),
  ),
})
const templates = z.partialRecord(z.enum(TOPICS), template)

/** Sealed by versions without messages: there are none. */
const NO_TEMPLATES: MessageTemplates = { wechat: {}, alipay: {} }

export const templatesForm = z
  .strictObject({ wechat: templates, alipay: templates })
  .transform((all) => all as MessageTemplates)
  .default(NO_TEMPLATES)
