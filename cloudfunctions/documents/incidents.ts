import { type Incident, incidentOf, OWNERS } from '@palm/shared/incident/incident'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

const incident = z
  .looseObject({
    id: idValue('incident'),
    code: z.string(),
    subject: z.string(),
    atMs: instantValue,
    details: z.record(z.string(), z.union([z.string(), z.number()])),
    owner: z.enum(OWNERS).optional(),
    deadlineAtMs: instantValue.optional(),
    closed: z
      .looseObject({ atMs: instantValue, by: z.string(), note: z.string() })
      .nullable()
      .default(null),
    isOpen: z.boolean().optional(),
  })
  // Incidents stored before owners existed get the current one.
  .transform(({ isOpen: _, owner, deadlineAtMs, ...rest }): Incident => {
    const today = incidentOf(rest.code, rest.subject, rest.details, rest.atMs)
    return {
      ...rest,
      owner: owner ?? today.owner,
      deadlineAtMs: deadlineAtMs ?? today.deadlineAtMs,
    }
  })

/** Incidents, with the search fields of the open ones. */
export const incidents = collectionOf<Incident>('incidents', incident, ({ closed }) => ({
  isOpen: closed === null,
}))
