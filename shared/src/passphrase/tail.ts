import { ID_ALPHABET, type Id } from '../kernel/id'
import { mac } from './key'

/** 订单尾号: four letters that can be read out loud. */
export const TAIL_LETTERS = 4
/** That so many tails in a row are in use at one station does not happen. */
const CANDIDATES = 4

/**
 * The tails that an order may have, the first one first. They follow from the order's number and a
 * secret, so that a repeated request finds the same ones and no phone can choose: the number is the
 * phone's, and a tail in common would be a passphrase in common.
 */
export const tailCandidates = (secret: string, orderId: Id<'order'>): readonly string[] =>
  Array.from({ length: CANDIDATES }, (_, index) => tailOf(mac(secret, `tail|${orderId}|${index}`)))

/** The first that no open order of the station has; the last where all are taken. */
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
