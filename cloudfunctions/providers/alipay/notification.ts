import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MerchantKey } from '@palm/shared/trade/fact'
import type { AlipayClient } from './client'
import { factOf, notifiedTrade } from './facts'
import type { Delivery, Notification, NotificationRefusal } from '../provider'

interface Ours {
  readonly appId: string
  readonly sellerId: string
  readonly merchant: MerchantKey
}

const BODY_BYTES_MAX = 64 * 1024

/**
 * A notification is a form. Its signature covers every value and the time of sending, but Alipay
 * states no maximum age and repeats a notification for a day: replays are harmless because applying
 * a fact is idempotent, not because of their age.
 */
export function readAlipayNotification(
  { body }: Delivery,
  client: AlipayClient,
  ours: Ours,
): Result<Notification, NotificationRefusal> {
  if (body.length > BODY_BYTES_MAX) return refuse({ code: 'notification/unreadable' })
  const form = readForm(body.toString('utf8'))
  if (!form) return refuse({ code: 'notification/unreadable' })
  if (!client.isGenuine(form)) return refuse({ code: 'notification/bad-signature' })
  const read = notifiedTrade.safeParse(form)
  if (!read.success) return refuse({ code: 'notification/unreadable' })
  const { app_id: appId, gmt_payment: paidAtMs, seller_id: sellerId, trade_status } = read.data
  if (appId !== ours.appId || sellerId !== ours.sellerId) {
    return refuse({ code: 'notification/foreign' })
  }
  const succeeded = trade_status === 'TRADE_SUCCESS' || trade_status === 'TRADE_FINISHED'
  if (!succeeded || paidAtMs === undefined) return ok({ about: 'other' })
  return ok({ about: 'payment', fact: factOf(read.data, ours.merchant, paidAtMs) })
}

/** A field that appears twice could be verified with one value and read with the other. */
function readForm(text: string): Record<string, string> | null {
  const entries = [...new URLSearchParams(text)]
  const names = new Set(entries.map(([name]) => name))
  if (names.size !== entries.length || names.has('__proto__')) return null
  return Object.fromEntries(entries)
}
