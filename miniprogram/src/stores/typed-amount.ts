import { type Fen, parseYuan } from '@palm/shared/kernel/fen'

/** A key of the amount's keypad. */
export type AmountKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'back'

/** `99999`: more is a typing error. The server decides. */
const YUAN_DIGITS_MAX = 5
const CENT_DIGITS_MAX = 2

/**
 * Text of the field after a key. Keys that would make it invalid are ignored, so that it can always
 * be read.
 */
export function typeAmount(text: string, key: AmountKey): string {
  if (key === 'back') return text.slice(0, -1)
  const [yuan = '', cents] = text.split('.')
  if (key === '.') return cents === undefined ? `${yuan || '0'}.` : text
  if (cents !== undefined) return cents.length < CENT_DIGITS_MAX ? text + key : text
  if (yuan === '0') return key
  return yuan.length < YUAN_DIGITS_MAX ? text + key : text
}

/** Whether a digit is one too many for an amount in yuan. */
export const isRefused = (text: string, key: AmountKey): boolean =>
  /^\d$/.test(key) && /^[1-9]\d*$/.test(text) && text.length >= YUAN_DIGITS_MAX

/** Null for an empty field and for zero. `12.` is ¥12.00: the driver is still typing. */
export function amountIn(text: string): Fen | null {
  const amount = parseYuan(text.endsWith('.') ? text.slice(0, -1) : text)
  return amount === null || amount === 0 ? null : amount
}
