import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import { assert } from '../kernel/assert'
import type { Brand } from '../kernel/brand'
import type { Fen } from '../kernel/fen'
import { type EpochMs, HOUR_MS, later, laterOf, MINUTE_MS } from '../kernel/instant'
import type { StationId } from '../station/station'

/**
 * Three derivations, each an HMAC-SHA256 of the one before: installation secret → a station's hour
 * → an order → a 30 s slot. An attendant's phone holds the second for the hours of their duty, a
 * driver's phone the third for two hours of a paid order; other keys cannot be derived from either.
 */
export type HourKey = Brand<string, 'HourKey'>
export type OrderKey = Brand<string, 'OrderKey'>

/** Whole hours since 1970: the period in which a key is valid. */
export type KeyHour = Brand<number, 'KeyHour'>

export const keyHour = (hour: number): KeyHour => {
  assert(Number.isSafeInteger(hour) && hour >= 0, 'not an hour', hour)
  return hour as KeyHour
}

export const hourAt = (nowMs: EpochMs): KeyHour => keyHour(Math.floor(nowMs / HOUR_MS))

/** Tolerance for differing clocks, and for an hour that ends between request and answer. */
export const HOUR_GRACE_MS = 5 * MINUTE_MS

/** A key is valid in its hour and shortly before and after it. */
export const isOpenHour = (hour: KeyHour, nowMs: EpochMs): boolean =>
  hourAt(later(nowMs, -HOUR_GRACE_MS)) <= hour && hour <= hourAt(later(nowMs, HOUR_GRACE_MS))

/**
 * Hours for which a driver's phone gets keys: the current one and the next. Online it requests
 * more.
 */
export const orderHoursAt = (nowMs: EpochMs): readonly KeyHour[] => {
  const hour = hourAt(nowMs)
  return [hour, keyHour(hour + 1)]
}

/**
 * Hours for which an attendant's phone gets keys: all in which a passphrase may be shown until
 * `endMs`.
 */
export function dutyHours(nowMs: EpochMs, endMs: EpochMs): readonly KeyHour[] {
  const first = hourAt(later(nowMs, -HOUR_GRACE_MS))
  const last = hourAt(laterOf(nowMs, endMs))
  return Array.from({ length: last - first + 1 }, (_, index) => keyHour(first + index))
}

/** Values that a passphrase covers, all visible on the pump or on the driver's screen. */
export interface PassphraseSubject {
  /** 订单尾号, four letters. */
  readonly tail: string
  readonly nozzleNumber: number
  readonly amountFen: Fen
}

/**
 * Secrets from which an installation derives passphrases; they never leave the server. Each hour
 * has one secret, so that phones with keys for later hours agree across a rotation.
 */
export interface PassphraseSecrets {
  /** At least 32 random bytes, in hex. */
  readonly current: string
  /** Secret of the hours that begin at `fromMs` or later; null outside of a rotation. */
  readonly next: { readonly secret: string; readonly fromMs: EpochMs } | null
}

const secretOf = ({ current, next }: PassphraseSecrets, hour: KeyHour): string =>
  next && hour * HOUR_MS >= next.fromMs ? next.secret : current

export function hourKey(secrets: PassphraseSecrets, stationId: StationId, hour: KeyHour): HourKey {
  return mac(secretOf(secrets, hour), `${stationId}|hour|${hour}`) as HourKey
}

/** The key from which a driver's phone makes its passphrase now; null if it has to request one. */
export function orderKeyAt(
  keys: readonly { readonly hour: KeyHour; readonly orderKey: OrderKey }[],
  nowMs: EpochMs,
): OrderKey | null {
  return keys.find(({ hour }) => hour === hourAt(nowMs))?.orderKey ?? null
}

export function orderKey(key: HourKey, subject: PassphraseSubject): OrderKey {
  const { tail, nozzleNumber, amountFen } = subject
  return mac(key, `${tail}|${nozzleNumber}|${amountFen}`) as OrderKey
}

/** HMAC of ASCII text under a key in hex; the result in hex. */
export function mac(keyHex: string, text: string): string {
  return toHex(hmac(sha256, fromHex(keyHex), ascii(text)))
}

/** Mini-programs have no TextEncoder; the signed text is ASCII by construction. */
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16))
