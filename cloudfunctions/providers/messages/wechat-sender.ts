import type { SendOutcome } from '@palm/shared/message/message'
import type { AccessToken } from './access-token'
import type { MessageSender, Sent, ServiceMessage } from './message-sender'
import type { WechatAnswer, WechatApi } from './wechat-api'

/**
 * Ends of an attempt by WeChat's number; all others may pass.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const OUTCOMES: Readonly<Record<number, SendOutcome>> = {
  0: 'sent',
  43101: 'no-consent',
  40003: 'no-receiver',
  40037: 'bad-data',
  41030: 'bad-data',
  47001: 'bad-data',
  47003: 'bad-data',
}

/** The token is invalid or has expired, whatever its time said. */
const TOKEN_REFUSED: readonly number[] = [40001, 40014, 42001]

/** Sends 订阅消息 through WeChat's open API. */
export function openWechatSender(api: WechatApi, token: AccessToken): MessageSender {
  async function attempt(message: ServiceMessage): Promise<Sent | 'token-refused'> {
    const used = await token.read()
    if (used === null) return { outcome: 'no-answer', reason: 'no access token' }
    const answer = await api(
      `/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(used)}`,
      bodyOf(message),
    )
    if (!answer || !TOKEN_REFUSED.includes(answer.errcode)) return sentOf(answer)
    await token.refused(used)
    return 'token-refused'
  }

  return {
    async send(message) {
      const first = await attempt(message)
      if (first !== 'token-refused') return first
      const second = await attempt(message)
      return second === 'token-refused' ? { outcome: 'no-answer', reason: '40001' } : second
    },
  }
}

const bodyOf = ({ address, openId, templateId, values }: ServiceMessage) => ({
  touser: openId,
  template_id: templateId,
  page: address,
  data: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
})

const sentOf = (answer: WechatAnswer | null): Sent =>
  answer
    ? { outcome: OUTCOMES[answer.errcode] ?? 'no-answer', reason: String(answer.errcode) }
    : { outcome: 'no-answer', reason: 'no answer' }
