import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MerchantKey } from '@palm/shared/trade/fact'
import { z } from 'zod'
import type { Delivery, Notification, NotificationRefusal } from '../provider'
import type { SafeWechatPay } from './client'
import { notifiedRefund, paymentFactOf, refundFactOf } from './facts'
import type { WechatTransactions } from './transactions'
import { type TrustedKeys, verifyWechatSignature } from './trust'

const BODY_BYTES_MAX = 64 * 1024

const envelope = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    associated_data: z.string().default(''),
    nonce: z.string(),
  }),
})

interface Reader {
  readonly keys: TrustedKeys
  readonly pay: SafeWechatPay
  readonly transactions: WechatTransactions
  readonly merchant: MerchantKey
}

/** Verified, fresh, decrypted with its tag checked, parsed, and addressed to us: in this order. */
export function readWechatNotification(
  { body, headers }: Delivery,
  nowMs: EpochMs,
  { keys, pay, ...reader }: Reader,
): Result<Notification, NotificationRefusal> {
  const opened = openWechatNotice({ body, headers }, nowMs, { keys, pay })
  if (!opened.ok) return opened
  const { event, plain } = opened.value
  if (event.startsWith('REFUND.')) return refundOf(plain, reader)
  if (event !== 'TRANSACTION.SUCCESS') return ok({ about: 'other' })
  return paymentOf(plain, reader)
}

/** Envelope of every notification: its signature is verified first, then it is decrypted. */
export function openWechatNotice(
  { body, headers }: Delivery,
  nowMs: EpochMs,
  { keys, pay }: Pick<Reader, 'keys' | 'pay'>,
): Result<{ readonly event: string; readonly plain: unknown }, NotificationRefusal> {
  if (body.length > BODY_BYTES_MAX) return refuse({ code: 'notification/unreadable' })
  const verified = verifyWechatSignature(headers, body, keys, nowMs)
  if (!verified.ok) return verified
  const opened = open(body, pay)
  return opened ? ok(opened) : refuse({ code: 'notification/unreadable' })
}

function open(body: Buffer, pay: SafeWechatPay): { event: string; plain: unknown } | null {
  try {
    const { event_type: event, resource } = envelope.parse(JSON.parse(body.toString('utf8')))
    const { associated_data: associated, ciphertext, nonce } = resource
    return { event, plain: pay.decipher_gcm<unknown>(ciphertext, associated, nonce) }
  } catch {
    return null
  }
}

type Owner = Pick<Reader, 'merchant' | 'transactions'>

function paymentOf(
  plain: unknown,
  { merchant, transactions }: Owner,
): Result<Notification, NotificationRefusal> {
  const read = transactions.read(plain)
  if (read.of === 'unreadable') return refuse({ code: 'notification/unreadable' })
  if (read.of === 'others') return refuse({ code: 'notification/foreign' })
  if (read.transaction.trade_state !== 'SUCCESS') return ok({ about: 'other' })
  const fact = paymentFactOf(read.transaction, merchant)
  return fact ? ok({ about: 'payment', fact }) : refuse({ code: 'notification/unreadable' })
}

function refundOf(
  plain: unknown,
  { merchant, transactions }: Owner,
): Result<Notification, NotificationRefusal> {
  const read = notifiedRefund.safeParse(plain)
  if (!read.success) return refuse({ code: 'notification/unreadable' })
  if (!transactions.isOwn(read.data)) return refuse({ code: 'notification/foreign' })
  return ok({ about: 'refund', fact: refundFactOf(read.data, merchant) })
}
