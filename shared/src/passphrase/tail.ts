import { ID_ALPHABET, type Id } from '../kernel/id'
import { mac } from './key'

/** 订单尾号: four letters that can be read aloud. */
export const TAIL_LETTERS = 4
/** Enough that a station does not have all of them open at once. */
const CANDIDATES = 4

/**
 * Candidate tails of an order, first choice first. They are derived from the order's number and a
 * secret, so that a repeated request finds the same ones and a phone cannot choose: the phone makes
 * the number, and orders with a common tail would have a common passphrase.
 */
export const tailCandidates = (secret: string, orderId: Id<'order'>): readonly string[] =>
  Array.from({ length: CANDIDATES }, (_, index) => tailOf(mac(secret, `tail|${orderId}|${index}`)))

/** The first tail that no open order of the station has; the last if all are taken. */
export function freeTail(candidates: readonly string[], taken: ReadonlySet<string>): string {
  const free = candidates.find((tail) => !taken.has(tail))
  return free ?? candidates[candidates.length - 1]!
}

const tailOf = (tag: string): string =>
  Array.from({ length: TAIL_LETTERS }, (_, index) => {
    const value = parseInt(tag.slice(4 * index, 4 * index + 4), 16)
    return ID_ALPHABET[value % ID_ALPHABET.length]!
  })
    .join('')
    .toUpperCase()
