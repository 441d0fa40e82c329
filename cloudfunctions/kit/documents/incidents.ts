import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/**
 * Something that a person has to look at: money that does not match its order. Its id is made from
 * what happened, so that hearing of it again adds nothing.
 */
export interface Incident {
  readonly id: Id<'incident'>
  /** The refusal's code: `payment/amount-differs`. */
  readonly code: string
  readonly subject: string
  readonly atMs: EpochMs
  /** Facts for the person who looks; no names, no wallet identities. */
  readonly details: Readonly<Record<string, string | number>>
}

const incident = z.strictObject({
  id: idValue('incident'),
  code: z.string(),
  subject: z.string(),
  atMs: instantValue,
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const incidents = collectionOf<Incident>('incidents', incident)
