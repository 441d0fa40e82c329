import { lateAtMs, type Ticket, TICKET_KINDS } from '@palm/shared/ticket/ticket'
import { z } from 'zod'
import { collectionOf } from './collection'
import { fenValue, idValue, instantValue } from './values'

const ticket = z
  .looseObject({
    id: idValue('ticket'),
    memberId: idValue('member'),
    kind: z.enum(TICKET_KINDS),
    about: z
      .looseObject({
        orderId: idValue('order'),
        tail: z.string(),
        stationId: idValue('station'),
        stationName: z.string(),
        nozzleNumber: z.int().positive(),
      })
      .nullable(),
    claimedFen: fenValue.nullable(),
    askedAtMs: instantValue,
    state: z.discriminatedUnion('at', [
      z.looseObject({ at: z.literal('asked'), answerByMs: instantValue, isLate: z.boolean() }),
      z.looseObject({ at: z.literal('answered'), answeredAtMs: instantValue }),
      z.looseObject({ at: z.literal('closed'), closedAtMs: instantValue }),
    ]),
    said: z.array(
      z.looseObject({
        by: z.enum(['driver', 'service']),
        name: z.string(),
        text: z.string(),
        atMs: instantValue,
      }),
    ),
    lateAtMs: z.number().optional(),
  })
  .transform(({ lateAtMs: _, ...rest }): Ticket => rest)

/** Tickets, with the moment at which an unanswered one is late. */
export const tickets = collectionOf<Ticket>('tickets', ticket, (value): Record<string, number> => {
  const atMs = lateAtMs(value)
  return atMs === null ? {} : { lateAtMs: atMs }
})
