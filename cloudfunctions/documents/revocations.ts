import { type Id, idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/** Ends sessions of a member that were opened up to an instant. */
export interface Revocation {
  readonly id: Id<'revocation'>
  readonly memberId: MemberId
  readonly revokedAtMs: EpochMs
}

export const revocationIdOf = (memberId: MemberId): Revocation['id'] =>
  `revocation:${idLetters(memberId)}`

export const revocations = collectionOf<Revocation>(
  'revocations',
  z.strictObject({
    id: idValue('revocation'),
    memberId: idValue('member'),
    revokedAtMs: instantValue,
  }),
)
