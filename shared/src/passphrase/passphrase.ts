import { type EpochMs, SECOND_MS } from '../kernel/instant'
import { mac, type OrderKey } from './key'
import { FIRST_WORDS, SECOND_WORDS } from './words'

/** The passphrase shown by the driver: valid for one slot, and still accepted in the next. */
export interface Passphrase {
  /** Six digits. */
  readonly digits: string
  readonly words: readonly [string, string]
  readonly colour: PassphraseColour
}

export type PassphraseColour = (typeof PASSPHRASE_COLOURS)[number]
export const PASSPHRASE_COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'cyan',
  'blue',
  'purple',
  'pink',
] as const

export const SLOT_MS = 30 * SECOND_MS

export const slotAt = (nowMs: EpochMs): number => Math.floor(nowMs / SLOT_MS)

/** Remaining validity of the current passphrase, in milliseconds. */
export const slotRemainderMs = (nowMs: EpochMs): number => SLOT_MS - (nowMs % SLOT_MS)

/** The passphrase of an order in a slot; the same on both phones, without network. */
export function passphraseIn(slot: number, key: OrderKey): Passphrase {
  const tag = mac(key, `slot|${slot}`)
  const bits = (from: number, letters: number) => parseInt(tag.slice(from, from + letters), 16)
  return {
    digits: String(bits(0, 12) % 1_000_000).padStart(6, '0'),
    words: [
      FIRST_WORDS[bits(12, 4) % FIRST_WORDS.length]!,
      SECOND_WORDS[bits(16, 4) % SECOND_WORDS.length]!,
    ],
    colour: PASSPHRASE_COLOURS[bits(20, 4) % PASSPHRASE_COLOURS.length]!,
  }
}
