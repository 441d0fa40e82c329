import type { Provider } from '@palm/shared/trade/fact'
import type { Invocation } from '../kit/invocation'
import type { HttpReply, Notification } from '../kit/pay/provider'
import { report } from '../kit/incident-report'
import type { PayingRuntime } from '../kit/paying-runtime'
import { storeOfTrade } from '../kit/trade/payments'

/** Provider of each notification path; cloud.json has the same paths. */
const PROVIDER_AT: Readonly<Record<string, Provider>> = {
  '/notify/wechat': 'wechat',
  '/notify/alipay': 'alipay',
}

const NOT_FOUND: HttpReply = { statusCode: 404, headers: {}, body: '' }

/**
 * Handles deliveries of the payment providers: verified, made durable, then acknowledged, without
 * further calls in between. A genuine delivery that matches no order is acknowledged too: it has
 * become an incident, and redelivery would change nothing.
 */
export function notificationReceiver(runtime: PayingRuntime) {
  const { providers, clock, log } = runtime
  return async (invocation: Invocation): Promise<HttpReply> => {
    const at = invocation.by === 'http' ? PROVIDER_AT[pathOf(invocation.path)] : undefined
    if (invocation.by !== 'http' || !at || invocation.method !== 'POST') return NOT_FOUND
    const { requestId } = invocation
    const provider = await providers(at)
    const read = provider.readNotification(invocation, clock())
    if (!read.ok) {
      log.warn({ requestId, provider: at, code: read.refusal.code })
      return provider.acknowledge('refused')
    }
    try {
      const { value: notification } = read
      await hear(runtime, notification)
      log.info({ requestId, provider: at, about: notification.about, code: 'ok' })
      return provider.acknowledge('done')
    } catch (error) {
      log.error({ requestId, provider: at, err: error })
      return provider.acknowledge('again')
    }
  }
}

/** Finds the payable by the trade's number; a number that no payable owns is an incident. */
async function hear(runtime: PayingRuntime, notification: Notification): Promise<void> {
  if (notification.about === 'other') return
  const { amountFen, provider, outTradeNo } = notification.fact
  const store = storeOfTrade(runtime.flows, outTradeNo)
  if (!store) {
    const details = { outTradeNo, amountFen }
    return report(runtime, 'payment/unknown-trade', `${provider}-${outTradeNo}`, details)
  }
  return notification.about === 'payment'
    ? store.hear(notification.fact)
    : store.hearRefund(notification.fact)
}

/** The gateway in front may append a slash. */
const pathOf = (path: string) => path.replace(/\/$/, '')
