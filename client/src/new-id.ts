import { type Id, ID_LETTERS, makeId } from '@palm/shared/kernel/id'
import type { RandomBytes } from './ports'

/**
 * Makes the id of something that this client is about to ask for. It is the idempotency key: keep
 * it until the answer is known, and a request sent twice is the same order, recharge or refund.
 */
export type NewId = <Kind extends string>(kind: Kind) => Id<Kind>

export const idsFrom =
  (randomBytes: RandomBytes): NewId =>
  (kind) =>
    makeId(kind, randomBytes(ID_LETTERS))
