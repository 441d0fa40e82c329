import type { SendOutcome } from '@palm/shared/message/message'
import type { AlipayClient } from '../alipay/client'
import type { MessageSender } from './message-sender'

/** Ends of an attempt by Alipay's sub code; all others may pass. */
const OUTCOMES: Readonly<Record<string, SendOutcome>> = {
  USER_NOT_SUBSCRIBE: 'no-consent',
  FORM_ID_NOT_MATCH_APPID: 'no-consent',
  INVALID_PARAMETER: 'bad-data',
  USER_TEMPLATE_ILLEGAL: 'bad-data',
  USER_KEYWORD_LENGTH_ERROR: 'bad-data',
  RECEIVED_USER_NOT_EXIST: 'no-receiver',
}

/** Sends 订阅消息 through `alipay.open.app.mini.templatemessage.send`. */
export const openAlipaySender = (client: AlipayClient): MessageSender => ({
  async send({ address, openId, templateId, values }) {
    const data = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value }]),
    )
    const answer = await client.call('alipay.open.app.mini.templatemessage.send', {
      bizContent: {
        to_open_id: openId,
        user_template_id: templateId,
        page: address,
        data: JSON.stringify(data),
      },
    })
    if (answer.ok) return { outcome: 'sent', reason: '10000' }
    const { code, reason } = answer.refusal
    const outcome = code === 'payment/provider-refused' ? OUTCOMES[reason] : undefined
    return { outcome: outcome ?? 'no-answer', reason }
  },
})
