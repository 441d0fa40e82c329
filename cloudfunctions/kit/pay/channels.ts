import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Channel } from '@palm/shared/trade/fact'
import type { Credentials } from '../credentials'
import { openAlipayChannel } from './alipay-channel'
import { CHANNEL_DEADLINE_MS, type PaymentChannel } from './channel'
import { openWechatChannel } from './wechat-channel'

export type Channels = (channel: Channel) => Promise<PaymentChannel>

export interface ChannelsOptions {
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly channelDeadlineMs?: number
}

/**
 * Opens each channel once, and again when the credentials have changed. Keys are parsed only then.
 */
export function openChannels({
  channelDeadlineMs: deadlineMs = CHANNEL_DEADLINE_MS,
  clock,
  credentials,
  onLocalStack,
}: ChannelsOptions): Channels {
  let opened: { by: Credentials; channels: Map<Channel, PaymentChannel> } | null = null
  return async (channel) => {
    const by = await credentials()
    if (opened?.by !== by) opened = { by, channels: new Map() }
    const known = opened.channels.get(channel)
    if (known) return known
    const common = {
      clock,
      deadlineMs,
      onLocalStack,
      notifyUrl: `${by.publicOrigin}/notify/${channel}`,
    }
    const fresh =
      channel === 'wechat'
        ? openWechatChannel({ ...common, credentials: by.wechat })
        : openAlipayChannel({ ...common, credentials: by.alipay })
    opened.channels.set(channel, fresh)
    return fresh
  }
}
