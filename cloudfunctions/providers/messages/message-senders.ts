import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Provider } from '@palm/shared/trade/fact'
import type { Credentials } from '../../credentials/credentials'
import type { Database } from '../../database/session'
import { openAlipayClient } from '../alipay/client'
import { PROVIDER_DEADLINE_MS } from '../provider'
import { openAccessToken } from './access-token'
import { openAlipaySender } from './alipay-sender'
import type { MessageSender } from './message-sender'
import { openWechatApi } from './wechat-api'
import { openWechatSender } from './wechat-sender'

export interface SendersOptions {
  readonly credentials: () => Promise<Credentials>
  readonly database: Database
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly providerDeadlineMs?: number
}

/** The sender of a wallet; null if the operator has given no credentials for its messages. */
export type MessageSenders = (wallet: Provider) => Promise<MessageSender | null>

/** Opens each sender once, and again when the credentials have changed. */
export function openMessageSenders(options: SendersOptions): MessageSenders {
  let opened: { readonly by: Credentials; readonly senders: Map<Provider, MessageSender | null> }
  return async (wallet) => {
    const by = await options.credentials()
    if (opened?.by !== by) opened = { by, senders: new Map() }
    const known = opened.senders.get(wallet)
    if (known !== undefined) return known
    const sender = SENDERS[wallet](by, options)
    opened.senders.set(wallet, sender)
    return sender
  }
}

const SENDERS: Readonly<
  Record<Provider, (by: Credentials, options: SendersOptions) => MessageSender | null>
> = {
  wechat({ wechatApp: app }, { clock, database, onLocalStack, providerDeadlineMs }) {
    if (!app) return null
    const deadlineMs = providerDeadlineMs ?? PROVIDER_DEADLINE_MS
    const api = openWechatApi({ baseUrl: app.baseUrl, onLocalStack, deadlineMs })
    return openWechatSender(api, openAccessToken({ app, api, database, clock }))
  },
  alipay({ alipay }, { clock, onLocalStack, providerDeadlineMs }) {
    const deadline = providerDeadlineMs === undefined ? {} : { deadlineMs: providerDeadlineMs }
    return openAlipaySender(
      openAlipayClient({ credentials: alipay, clock, onLocalStack, ...deadline }),
    )
  },
}
