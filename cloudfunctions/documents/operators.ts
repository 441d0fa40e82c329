import type { Grant } from '@palm/shared/staff/policy/grant'
import type { Operator } from '@palm/shared/staff/operator'
import { ROLES } from '@palm/shared/staff/role'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

const reach = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('region'), region: z.string() }),
  z.strictObject({ kind: z.literal('stations'), stationIds: z.array(idValue('station')) }),
])

const grant = z.strictObject({ role: z.enum(ROLES), reach }) satisfies z.ZodType<Grant>

/** Persons of the office; the key itself is stored nowhere. */
export const operators = collectionOf<Operator>(
  'operators',
  z.strictObject({
    id: idValue('operator'),
    name: z.string(),
    grants: z.array(grant),
    keyHash: z.string().length(64),
    addedAtMs: instantValue,
    state: z.discriminatedUnion('at', [
      z.strictObject({ at: z.literal('active') }),
      z.strictObject({ at: z.literal('removed'), atMs: instantValue }),
    ]),
  }),
)
