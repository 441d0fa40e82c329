import { z } from 'zod'
import { drawFresh, drawHex } from '../../gateway/drawn'
import { ok, refuse } from '../../gateway/result'
import type { Context, Method } from '../context'
import { REFUSALS } from '../wire/refusal'
import type { Books } from '../books'
import { isPaid } from '../trade/trade'
import type { SentMessage } from './sent-message'

const KEYWORD_MAX = 50

const messageContent = z
  .object({
    to_open_id: z.string().min(1).max(128).optional(),
    to_user_id: z.string().min(1).max(128).optional(),
    form_id: z.string().min(1).max(64).optional(),
    user_template_id: z.string().min(1).max(128),
    page: z.string().min(1).max(256),
    data: z.string().min(2).max(2048),
  })
  .refine(({ to_open_id, to_user_id }) => to_open_id !== undefined || to_user_id !== undefined)

const keywords = z.record(
  z.string().regex(/^keyword\d{1,2}$/),
  z.object({ value: z.string().min(1) }),
)

/**
 * 小程序发送模板消息 (opendocs.alipay.com/mini/02cth2). The form_id is from a form, for one message, or the
 * number of a trade paid by this user, for three. Without one, the user has to have subscribed to the
 * template.
 */
export const templateMessage: Method = {
  name: 'alipay.open.app.mini.templatemessage.send',
  operation: 'message',
  answer(context, { content }) {
    const parsed = messageContent.safeParse(content)
    if (!parsed.success) return refuse(REFUSALS.messageIllegal)
    const { form_id, page, to_open_id, to_user_id, user_template_id } = parsed.data
    const told = readKeywords(parsed.data.data)
    if (!told) return refuse(REFUSALS.templateIllegal)
    if (Object.values(told).some(({ length }) => length > KEYWORD_MAX)) {
      return refuse(REFUSALS.keywordTooLong)
    }
    const openId = to_open_id ?? to_user_id ?? ''
    if (form_id === undefined) {
      if (!spendSubscription(context, openId, user_template_id)) {
        return refuse(REFUSALS.notSubscribed)
      }
    } else if (!spend(context, form_id, openId)) return refuse(REFUSALS.formIdIllegal)
    keep(context, { openId, templateId: user_template_id, page, data: told })
    return ok({ fields: {}, note: `模板消息 ${user_template_id}` })
  },
}

function readKeywords(text: string): Readonly<Record<string, string>> | null {
  try {
    const parsed = keywords.parse(JSON.parse(text))
    return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]))
  } catch {
    return null // no JSON, or not of keywords
  }
}

const subscriptionKey = (openId: string, templateId: string) => `${openId} ${templateId}`

/** The user has accepted one more message of the template. */
export function subscribe({ subscriptions }: Books, openId: string, templateId: string): void {
  const key = subscriptionKey(openId, templateId)
  subscriptions.put(key, (subscriptions.get(key) ?? 0) + 1)
}

function spendSubscription({ books }: Context, openId: string, templateId: string): boolean {
  const key = subscriptionKey(openId, templateId)
  const left = books.subscriptions.get(key) ?? 0
  if (left === 0) return false
  books.subscriptions.put(key, left - 1)
  return true
}

const MESSAGES_PER_TRADE = 3

/** Whether this permits a message to this user; consumes the permission. */
function spend({ books }: Context, formId: string, openId: string): boolean {
  if (books.formIds.get(formId) === openId) {
    books.formIds.remove(formId)
    return true
  }
  const trade = books.trades.get(formId)
  if (!trade || !isPaid(trade) || trade.buyer !== openId) return false
  const messagesSent = (trade.messagesSent ?? 0) + 1
  if (messagesSent > MESSAGES_PER_TRADE) return false
  books.trades.put(formId, { ...trade, messagesSent })
  return true
}

function keep({ books, service }: Context, message: Omit<SentMessage, 'sentAtMs'>): void {
  const id = drawFresh(
    () => drawHex(service.random, 32),
    (drawn) => books.messages.get(drawn) !== undefined,
  )
  books.messages.put(id, { ...message, sentAtMs: service.clock.now() })
}
