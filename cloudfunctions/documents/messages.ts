import { points } from '@palm/shared/kernel/points'
import { type Message, WHY_UNSENT } from '@palm/shared/message/message'
import type { Mailbox } from '@palm/shared/message/mailbox'
import { TOPICS } from '@palm/shared/message/topic'
import { type Provider, PROVIDERS } from '@palm/shared/trade/fact'
import { z } from 'zod'
import type { Collection } from '../database/session'
import { collectionOf, revised, revisionForm } from './collection'
import { fenValue, idValue, instantValue, volumeValue } from './values'

const ofOrder = {
  orderId: idValue('order'),
  stationName: z.string(),
  gradeName: z.string(),
}

const waiting = z.looseObject({
  kind: z.enum(['order-paid', 'order-waiting']),
  ...ofOrder,
  nozzleNumber: z.int().positive(),
  paidFen: fenValue,
})

const facts = z.discriminatedUnion('kind', [
  waiting,
  z.looseObject({
    kind: z.literal('order-done'),
    ...ofOrder,
    volumeMl: volumeValue,
    paidFen: fenValue,
    savedFen: fenValue,
  }),
  z.looseObject({
    kind: z.literal('refund-arrived'),
    of: z.union([idValue('order'), idValue('recharge')]),
    stationName: z.string().nullable(),
    amountFen: fenValue,
  }),
  z.looseObject({
    kind: z.literal('recharge-arrived'),
    rechargeId: idValue('recharge'),
    amountFen: fenValue,
    giftFen: fenValue,
  }),
  z.looseObject({
    kind: z.literal('coupons-expiring'),
    title: z.string(),
    count: z.int().positive(),
    expiresAtMs: instantValue,
  }),
  z.looseObject({
    kind: z.literal('points-expiring'),
    points: z.int().transform(points),
    expiresAtMs: instantValue,
  }),
  z.looseObject({
    kind: z.literal('contract-behind'),
    contractId: idValue('contract'),
    title: z.string(),
    unit: z.enum(['fen', 'ml']),
    left: z.int().nonnegative(),
    toMs: instantValue,
  }),
  z.looseObject({
    kind: z.literal('contract-fulfilled'),
    contractId: idValue('contract'),
    title: z.string(),
  }),
  z.looseObject({
    kind: z.literal('contract-broken'),
    contractId: idValue('contract'),
    title: z.string(),
    unit: z.enum(['fen', 'ml']),
    left: z.int().nonnegative(),
  }),
  z.looseObject({
    kind: z.literal('invoice-issued'),
    invoiceId: idValue('invoice'),
    amountFen: fenValue,
  }),
  z.looseObject({
    kind: z.enum(['duty-long', 'duty-ending']),
    startedAtMs: instantValue,
    endsAtMs: instantValue,
  }),
])

const sending = z.discriminatedUnion('at', [
  z.looseObject({
    at: z.literal('due'),
    wallet: z.enum(PROVIDERS),
    dueAtMs: instantValue,
    tries: z.int().nonnegative(),
  }),
  z.looseObject({ at: z.literal('sent'), sentAtMs: instantValue }),
  z.looseObject({ at: z.literal('unsent'), why: z.enum(WHY_UNSENT), endedAtMs: instantValue }),
])

const message = z
  .looseObject({
    id: idValue('message'),
    memberId: idValue('member'),
    facts,
    atMs: instantValue,
    arrivedAtMs: instantValue,
    sending,
    dueLane: z.string().optional(),
    dueAtMs: z.number().optional(),
    ...revisionForm,
  })
  .transform(({ dueAtMs: _, dueLane: _1, revision: _2, ...rest }): Message => rest as Message)

/** Queue of the service messages of one wallet. */
export const messageLane = (wallet: Provider): string => `message-${wallet}`

/** The inbox of all members; those that wait to be sent have a lane and a due time. */
export const messages: Collection<Message> = revised(
  collectionOf<Message>('messages', message, ({ sending }) =>
    sending.at === 'due' ? { dueLane: messageLane(sending.wallet), dueAtMs: sending.dueAtMs } : {},
  ),
  ['dueLane', 'dueAtMs'],
)

const mailbox = z
  .looseObject({
    id: idValue('mailbox'),
    readUntilMs: instantValue,
    // A topic that came later has no consents yet.
    consents: z
      .partialRecord(z.enum(TOPICS), z.int().nonnegative())
      .transform(
        (known) =>
          Object.fromEntries(
            TOPICS.map((topic) => [topic, known[topic] ?? 0]),
          ) as Mailbox['consents'],
      ),
    ...revisionForm,
  })
  .transform(({ revision: _, ...rest }): Mailbox => rest)

/** One per member who has read or consented to something. */
export const mailboxes: Collection<Mailbox> = revised(collectionOf('mailboxes', mailbox), [])
