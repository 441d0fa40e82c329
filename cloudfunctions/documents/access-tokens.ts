import type { EpochMs } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import { collectionOf, revised, revisionForm } from './collection'
import { idValue, instantValue } from './values'

/** 接口调用凭据 of one application, shared by all instances. */
export interface KeptToken {
  readonly id: `access-token:${string}`
  /** Sealed; null before the first one has come. */
  readonly sealed: string | null
  readonly expiresAtMs: EpochMs
  /** Until then one instance is fetching another. */
  readonly fetchedUntilMs: EpochMs
}

const token = z
  .looseObject({
    id: idValue('access-token'),
    sealed: z.string().nullable(),
    expiresAtMs: instantValue,
    fetchedUntilMs: instantValue,
    ...revisionForm,
  })
  .transform(({ revision: _, ...rest }): KeptToken => rest)

export const accessTokens = revised(collectionOf<KeptToken>('accessTokens', token), [])
