import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import type { Brand } from '../kernel/brand'
import type { Fen } from '../kernel/fen'
import type { BusinessDay } from '../kernel/instant'
import type { StationId } from '../station/station'

/**
 * Three steps, each an HMAC-SHA256 of the one before: installation secret → a station's day → an
 * order → a 30 s slot. An attendant's phone holds the second for its station while on duty, a
 * driver's phone the third for his order once it is paid; neither leads back or sideways.
 */
export type DayKey = Brand<string, 'DayKey'>
export type OrderKey = Brand<string, 'OrderKey'>

/** What a passphrase vouches for, in words that the pump and the driver's screen show. */
export interface PassphraseSubject {
  /** 订单尾号, four letters. */
  readonly tail: string
  readonly nozzleNumber: number
  readonly amountFen: Fen
}

/** `secret` is at least 32 random bytes, in hex, that never leave the server. */
export function dayKey(secret: string, stationId: StationId, day: BusinessDay): DayKey {
  return mac(secret, `${stationId}|${day}`) as DayKey
}

export function orderKey(key: DayKey, subject: PassphraseSubject): OrderKey {
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
