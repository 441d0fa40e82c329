import { createHmac } from 'node:crypto'
import { ID_ALPHABET, makeId } from '@palm/shared/kernel/id'
import type { RechargeCard } from '@palm/shared/stored-value/card/recharge-card'

/** 16 letters of 5 bits, in groups that can be read off a card: `7K2M-9P3Q-0V8X-R6S1`. */
const LETTERS = 16
const GROUP = /.{4}(?=.)/g

/** The codes of a batch, in order: reproducible from salt and secret. */
export function cardCodes(salt: string, count: number, secret: string): readonly string[] {
  return Array.from({ length: count }, (_, nth) => {
    const made = createHmac('sha256', secret).update(`code:${salt}:${nth}`).digest()
    const letters = Array.from(made.subarray(0, LETTERS), (byte) => ID_ALPHABET[byte % 32])
    return letters.join('').toUpperCase().replace(GROUP, '$&-')
  })
}

/**
 * Stored form of a code: a keyed hash, so that a copy of the database contains no usable codes. The
 * card's id is derived from it, so that a code finds its card without a search.
 */
export function cardKey(code: string, secret: string): Pick<RechargeCard, 'codeHash' | 'id'> {
  const digest = createHmac('sha256', secret).update(plainCode(code)).digest()
  return { codeHash: digest.toString('hex'), id: makeId('recharge-card', digest) }
}

/** Normalises typed codes: similar letters are mapped to those of the alphabet. */
const plainCode = (code: string): string =>
  code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
