import type { Payees } from '@palm/shared/trade/payee'
import type { Invocation } from '../edge/invocation'
import type { HttpReply, Notification } from '../providers/provider'
import { report } from '../flows/incident-report'
import { accountAt, type ProviderAccount } from '../providers/providers'
import type { PayingRuntime } from '../flows/paying-runtime'
import { storeOfTrade } from '../flows/trade/payments'

const NOT_FOUND: HttpReply = { statusCode: 404, headers: {}, body: '' }

/**
 * Handles deliveries of the payment providers: verified, made durable, then acknowledged, without
 * further calls in between. A genuine delivery that matches no order is acknowledged too: it has
 * become an incident, and redelivery would change nothing.
 */
export function notificationReceiver(runtime: PayingRuntime) {
  const { clock, credentials, log, providers } = runtime
  return async (invocation: Invocation): Promise<HttpReply> => {
    const account = invocation.by === 'http' ? accountAt(pathOf(invocation.path)) : null
    if (invocation.by !== 'http' || !account || invocation.method !== 'POST') return NOT_FOUND
    const { requestId } = invocation
    const { payees } = await credentials()
    if (!isOfPayee(payees, account)) return NOT_FOUND
    const provider = await providers(account)
    const read = provider.readNotification(invocation, clock())
    if (!read.ok) {
      log.warn({ requestId, ...account, code: read.refusal.code })
      return provider.acknowledge('refused')
    }
    try {
      const { value: notification } = read
      await hear(runtime, notification)
      log.info({ requestId, ...account, about: notification.about, code: 'ok' })
      return provider.acknowledge('done')
    } catch (error) {
      log.error({ requestId, ...account, err: error })
      return provider.acknowledge('again')
    }
  }
}

/** A path of any other merchant costs no read. */
const isOfPayee = (payees: Payees, { merchant, provider }: ProviderAccount): boolean =>
  payees.some(({ merchants }) => merchants[provider] === merchant)

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
