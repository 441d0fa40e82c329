import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import { assert } from '../kernel/assert'
import type { Brand } from '../kernel/brand'
import type { Fen } from '../kernel/fen'
import { type EpochMs, HOUR_MS, later, laterOf, MINUTE_MS } from '../kernel/instant'
import type { StationId } from '../station/station'

/**
 * Three steps, each an HMAC-SHA256 of the one before: installation secret → a station's hour → an
 * order → a 30 s slot. An attendant's phone holds the second for the hours of their duty, a driver's
 * phone the third for two hours of their paid order; neither leads back or sideways.
 */
export type HourKey = Brand<string, 'HourKey'>
export type OrderKey = Brand<string, 'OrderKey'>

/** Whole hours since 1970: the window for which a key is good. */
export type KeyHour = Brand<number, 'KeyHour'>

export const keyHour = (hour: number): KeyHour => {
  assert(Number.isSafeInteger(hour) && hour >= 0, 'not an hour', hour)
  return hour as KeyHour
}

export const hourAt = (nowMs: EpochMs): KeyHour => keyHour(Math.floor(nowMs / HOUR_MS))

/** Two phones' clocks differ, and a driver is asked in one hour and answers in the next. */
export const HOUR_GRACE_MS = 5 * MINUTE_MS

/** A key is good in its hour and a little around it. */
export const isOpenHour = (hour: KeyHour, nowMs: EpochMs): boolean =>
  hourAt(later(nowMs, -HOUR_GRACE_MS)) <= hour && hour <= hourAt(later(nowMs, HOUR_GRACE_MS))

/** What a driver's phone is given at a time: this hour and the next. Online it asks for more. */
export const orderHoursAt = (nowMs: EpochMs): readonly KeyHour[] => {
  const hour = hourAt(nowMs)
  return [hour, keyHour(hour + 1)]
}

/** What an attendant's phone is given: every hour in which a passphrase may be shown until `endMs`. */
export function dutyHours(nowMs: EpochMs, endMs: EpochMs): readonly KeyHour[] {
  const first = hourAt(later(nowMs, -HOUR_GRACE_MS))
  const last = hourAt(laterOf(nowMs, endMs))
  return Array.from({ length: last - first + 1 }, (_, index) => keyHour(first + index))
}

/** What a passphrase vouches for, in words that the pump and the driver's screen show. */
export interface PassphraseSubject {
  /** 订单尾号, four letters. */
  readonly tail: string
  readonly nozzleNumber: number
  readonly amountFen: Fen
}

/**
 * What an installation makes passphrases from; neither value leaves the server. An hour has one
 * secret, so that phones with keys for hours ahead agree with each other across an exchange.
 */
export interface PassphraseSecrets {
  /** At least 32 random bytes, in hex. */
  readonly current: string
  /** The secret of the hours that begin at `fromMs` or later; null outside of an exchange. */
  readonly next: { readonly secret: string; readonly fromMs: EpochMs } | null
}

const secretOf = ({ current, next }: PassphraseSecrets, hour: KeyHour): string =>
  next && hour * HOUR_MS >= next.fromMs ? next.secret : current

export function hourKey(secrets: PassphraseSecrets, stationId: StationId, hour: KeyHour): HourKey {
  return mac(secretOf(secrets, hour), `${stationId}|hour|${hour}`) as HourKey
}

/** The key with which a driver's phone makes its passphrase now; null where it has to ask for one. */
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

/** Mini-programs have no TextEncoder; what is signed here is ASCII by construction. */
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16))
