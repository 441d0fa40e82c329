import type { Channel } from '@palm/shared/payment/fact'
import { rechargeOfTrade } from '@palm/shared/stored-value/recharge'
import type { Invocation } from '../kit/invocation'
import type { HttpReply, Notification } from '../kit/pay/channel'
import type { PayingRuntime } from '../kit/paying-runtime'

/** Where each channel delivers; the same paths stand in cloud.json. */
const CHANNEL_AT: Readonly<Record<string, Channel>> = {
  '/notify/wechat': 'wechat',
  '/notify/alipay': 'alipay',
}

const NOT_FOUND: HttpReply = { statusCode: 404, headers: {}, body: '' }

/**
 * Handles deliveries of the payment channels: verified, made durable, then acknowledged, without
 * further calls in between. A genuine delivery that matches no order is acknowledged too: it has
 * become an incident, and redelivery would change nothing.
 */
export function notificationReceiver(runtime: PayingRuntime) {
  const { channels, clock, log } = runtime
  return async (invocation: Invocation): Promise<HttpReply> => {
    const at = invocation.by === 'http' ? CHANNEL_AT[pathOf(invocation.path)] : undefined
    if (invocation.by !== 'http' || !at || invocation.method !== 'POST') return NOT_FOUND
    const { requestId } = invocation
    const channel = await channels(at)
    const read = channel.readNotification(invocation, clock())
    if (!read.ok) {
      log.warn({ requestId, channel: at, code: read.refusal.code })
      return channel.acknowledge('refused')
    }
    try {
      const { value: notification } = read
      await hear(runtime, notification)
      log.info({ requestId, channel: at, about: notification.about, code: 'ok' })
      return channel.acknowledge('done')
    } catch (error) {
      log.error({ requestId, channel: at, err: error })
      return channel.acknowledge('again')
    }
  }
}

/** The trade's number says whether it is a recharge's; all others are orders', known or not. */
async function hear(
  { payments, rechargePayments }: PayingRuntime,
  notification: Notification,
): Promise<void> {
  if (notification.about === 'other') return
  const rechargeId = rechargeOfTrade(notification.fact.outTradeNo)
  if (notification.about === 'payment') {
    const { fact } = notification
    await (rechargeId ? rechargePayments.hear(rechargeId, fact) : payments.hear(fact))
  } else {
    const { fact } = notification
    await (rechargeId ? rechargePayments.hearRefund(rechargeId, fact) : payments.hearRefund(fact))
  }
}

/** The gateway in front may or may not leave a slash behind. */
const pathOf = (path: string) => path.replace(/\/$/, '')
