import { type Topic, TOPICS } from '@palm/shared/message/topic'
import type { MessageTemplates } from '../../cloudfunctions/credentials/messages'

/** Titles of the templates, as the wallets' question shows them. */
const TITLES: Readonly<Record<Topic, string>> = {
  waiting: '待加油提醒',
  done: '加油完成通知',
  refund: '退款到账通知',
  recharge: '充值到账通知',
  expiry: '权益到期提醒',
  contract: '合约进度提醒',
  invoice: '发票开具通知',
  shift: '当班提醒',
}

const templatesOf = <Fields extends MessageTemplates['wechat'][Topic]>(
  idOf: (topic: Topic) => string,
  fields: NonNullable<Fields>['fields'],
) => Object.fromEntries(TOPICS.map((topic) => [topic, { id: idOf(topic), fields }]))

const onWechat = (topic: Topic) => `LOCALwechat-${topic}`
const onAlipay = (topic: Topic) => `LOCALalipay-${topic}`

/** Templates that the demo's operator has chosen in the wallets' consoles. */
export const DEMO_TEMPLATES: MessageTemplates = {
  wechat: templatesOf(onWechat, {
    thing1: 'title',
    thing2: 'subject',
    time3: 'time',
    thing4: 'hint',
  }),
  alipay: templatesOf(onAlipay, { keyword1: 'title', keyword2: 'subject', keyword3: 'time' }),
}

export const DEMO_TEMPLATE_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  TOPICS.flatMap((topic) => [
    [onWechat(topic), TITLES[topic]],
    [onAlipay(topic), TITLES[topic]],
  ]),
)
