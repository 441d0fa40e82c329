import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { makeId } from '@palm/shared/kernel/id'
import type { Operator } from '@palm/shared/staff/operator'

const KEY_BYTES = 32
const KEY_FORM = /^palm_[\w-]{43}$/

/** A person's key: 256 random bits, so that a plain hash cannot be reversed. */
export const makeOperatorKey = (): string => `palm_${randomBytes(KEY_BYTES).toString('base64url')}`

/** Whether it can be a key at all; anything else costs no read. */
export const isOperatorKey = (text: string): boolean => KEY_FORM.test(text)

/** Stored form of a key. The person's id is derived from it, so that a key finds its person. */
export function hashedKey(key: string): Pick<Operator, 'id' | 'keyHash'> {
  const digest = createHash('sha256').update(key).digest()
  return { id: makeId('operator', digest), keyHash: digest.toString('hex') }
}

/** Compares the whole hash: the id holds less than half of it. */
export const isKeyOf = ({ keyHash }: Operator, key: string): boolean =>
  timingSafeEqual(Buffer.from(keyHash), Buffer.from(hashedKey(key).keyHash))
