import { type Approval, ASK_REASONS } from '@palm/shared/order/verbs/approval'
import { REJECTION_REASONS } from '@palm/shared/order/facts/order'
import { z } from 'zod'
import { collectionOf } from './collection'
import { approverValue, fenValue, idValue, instantValue } from './values'

const approval = z.object({
  id: idValue('approval'),
  orderId: idValue('order'),
  stationId: idValue('station'),
  tail: z.string(),
  nozzleNumber: z.int().positive(),
  asked: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('reject'),
      reason: z.enum(REJECTION_REASONS),
    }),
    z.object({ kind: z.literal('correct'), dispensedFen: fenValue }),
  ]),
  backFen: fenValue,
  why: z.object({ reason: z.enum(ASK_REASONS), note: z.string() }),
  askedBy: z.object({ staffId: idValue('staff'), name: z.string(), dutyId: idValue('duty') }),
  askedAtMs: instantValue,
  answerByMs: instantValue,
  state: z.discriminatedUnion('at', [
    z.object({ at: z.literal('open') }),
    z.object({ at: z.enum(['approved', 'declined']), by: approverValue, atMs: instantValue }),
    z.object({ at: z.literal('expired'), atMs: instantValue }),
  ]),
})

/** Approval requests; open ones are searched by station and by deadline. */
export const approvals = collectionOf<Approval>('approvals', approval)
