import type { Alipay } from '../alipay/service'
import type { Wechat } from '../wechat/service'
import type { ServiceNotice } from './wallet-call'

/** 服务通知 of one wallet: consents, and the messages that its users have received. */
export interface ServiceMessages {
  /** The person has accepted messages of these templates in the wallet's question. */
  accept(openId: string, templateIds: readonly string[]): Promise<void>
  /** Messages to this person, oldest first. */
  to(openId: string): readonly ServiceNotice[]
}

/** The part of a gateway that knows consents and messages: WeChat's and Alipay's have the same. */
type Gateway = Pick<Alipay | Wechat, 'acceptMessages' | 'messages'>

export const serviceMessages = (gateway: Gateway): ServiceMessages => ({
  async accept(openId, templateIds) {
    for (const id of new Set(templateIds)) await gateway.acceptMessages(openId, id)
  },
  to: (openId) =>
    gateway
      .messages()
      .filter((message) => message.openId === openId)
      .map(({ data, page, sentAtMs, templateId }) => ({
        templateId,
        address: page ?? '',
        lines: Object.values(data),
        sentAtMs,
      })),
})
