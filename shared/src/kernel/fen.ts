import { assert } from './assert'
import type { Brand } from './brand'

/** Money in whole fen (1/100 yuan). May be negative in postings, never in prices. */
export type Fen = Brand<number, 'Fen'>

export function fen(amount: number): Fen {
  assert(Number.isSafeInteger(amount), 'not a whole number of fen', amount)
  return amount as Fen
}

export const NO_FEN = fen(0)

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b)
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b)
export const negateFen = (a: Fen): Fen => fen(a === 0 ? 0 : -a)
export const sumFen = (amounts: readonly Fen[]): Fen => amounts.reduce(addFen, NO_FEN)

/** `¥1,234.50`, exact: no division of money by a float. */
export function formatYuan(amount: Fen): string {
  const { sign, yuan, cents } = yuanParts(amount)
  return `${sign}¥${yuan}.${cents}`
}

/** The parts of `formatYuan`, for screens that show fen smaller than yuan. */
export function yuanParts(amount: Fen): { sign: '' | '-'; yuan: string; cents: string } {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return {
    sign: amount < 0 ? '-' : '',
    yuan: digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ','),
    cents: digits.slice(-2),
  }
}

export const minFen = (a: Fen, b: Fen): Fen => (a < b ? a : b)

/** `234.50` → 23450. Digits, at most two decimals, no sign: null for anything else. */
export function parseYuan(text: string): Fen | null {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return null
  return fen(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')))
}

/** 23450 → `234.50`: the format of Alipay's amounts, without floating point. */
export function plainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
