import { z } from 'zod'
import { isAgentId } from '../order/entry/agent-code'
import type { Came } from '../order/entry/channel'
import { instant, memberId } from './fields'

const bringing = [
  z.object({ kind: z.literal('agent-code'), agentId: z.string().refine(isAgentId) }),
  z.object({ kind: z.literal('share'), memberId: memberId.nullable() }),
  z.object({ kind: z.literal('life-account') }),
  z.object({ kind: z.literal('fuel-service') }),
] as const

const touch = z.object({
  channel: z.discriminatedUnion('kind', bringing),
  atMs: instant,
})

/** How an order came about, in requests and in stored documents. */
export const cameForm = z.object({
  by: z.discriminatedUnion('kind', [
    ...bringing,
    z.object({ kind: z.enum(['nozzle-code', 'station-code', 'message', 'home']) }),
  ]),
  touches: z.object({ first: touch, last: touch }).nullable(),
})

/** As a phone reports it: a report that cannot be read counts as none, and never stops a payment. */
export const reportedCame = z
  .custom<Came>()
  .transform((report): Came | null => cameForm.safeParse(report).data ?? null)
  .optional()
