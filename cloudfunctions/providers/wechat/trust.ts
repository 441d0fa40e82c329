import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { z } from 'zod'
import { FRESH_WITHIN_MS, type NotificationRefusal } from '../provider'

/** WeChat Pay's trusted keys: platform certificates and the public key, side by side. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>

/** `keys`: serial number or `PUB_KEY_ID_…` → PEM of a certificate or a public key. */
export const trustedKeys = (keys: Readonly<Record<string, string>>): TrustedKeys =>
  new Map(Object.entries(keys).map(([serial, pem]) => [serial.toUpperCase(), createPublicKey(pem)]))

const signatureHeaders = z.object({
  'wechatpay-timestamp': z.string().regex(/^\d{10}$/),
  'wechatpay-nonce': z.string().min(1).max(64),
  'wechatpay-serial': z.string().min(1).max(64),
  'wechatpay-signature': z.string().min(1).max(1024),
})

type SignatureRefusal = Exclude<NotificationRefusal['code'], 'notification/foreign'>

/**
 * Whether a body is signed by WeChat Pay, recently. `WECHATPAY/SIGNTEST/…` is a deliberately wrong
 * signature that tests verification; it fails here like any other.
 */
export function verifyWechatSignature(
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  keys: TrustedKeys,
  nowMs: EpochMs,
): Result<null, { readonly code: SignatureRefusal }> {
  const read = signatureHeaders.safeParse(headers)
  if (!read.success) return refuse({ code: 'notification/unreadable' })
  const { 'wechatpay-nonce': nonce, 'wechatpay-timestamp': timestamp } = read.data
  if (Math.abs(Number(timestamp) * 1000 - nowMs) > FRESH_WITHIN_MS) {
    return refuse({ code: 'notification/stale' })
  }
  const key = keys.get(read.data['wechatpay-serial'].toUpperCase())
  if (!key) return refuse({ code: 'notification/unknown-key' })
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  const signature = Buffer.from(read.data['wechatpay-signature'], 'base64')
  return verify('RSA-SHA256', signed, key, signature)
    ? ok(null)
    : refuse({ code: 'notification/bad-signature' })
}
