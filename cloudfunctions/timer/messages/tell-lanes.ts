import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member } from '@palm/shared/member/member'
import { topicOf } from '@palm/shared/message/facts'
import { type Mailbox, mailboxIdOf } from '@palm/shared/message/mailbox'
import { memberTellAtMs, tellMember } from '@palm/shared/message/member-tellings'
import { arrivingMessage, type Message, messageIdOf } from '@palm/shared/message/message'
import { orderTellings } from '@palm/shared/message/order-tellings'
import { isDue, isNews, type Telling } from '@palm/shared/message/telling'
import type { Order } from '@palm/shared/order/facts/order'
import type { Provider } from '@palm/shared/trade/fact'
import type { MessageTemplates } from '../../credentials/messages'
import type { Collection } from '../../database/session'
import { type Due, dueView } from '../../documents/due'
import { members } from '../../documents/member/members'
import { mailboxes, messages } from '../../documents/messages'
import { orders, ordersToldUntil } from '../../documents/orders'
import { mailboxOf } from '../../flows/mailbox'
import type { Lane } from '../lane'
import { type MessageContext, MESSAGES_PAGE, mayBeSent } from './message-context'

interface OrderToTell {
  readonly order: Order
  readonly mailbox: Mailbox | null
}

/**
 * Takes what orders have to tell into the inboxes. Each message has the id of its event, and the order
 * is marked on the condition that nobody has changed it since it was read: an event is never lost, and
 * a repeat inserts nothing.
 */
export function orderTellLane(context: MessageContext, nowMs: EpochMs): Lane<OrderToTell> {
  const { credentials, database } = context
  return {
    name: 'tell-orders',
    collection: orders.name,
    async page(afterMs) {
      const due = await telling(context, orders, nowMs, afterMs)
      const memberIds = due.flatMap(({ value }) => (value ? [value.memberId] : []))
      const boxes = await mailboxesOf(context, [...new Set(memberIds)])
      return due.map((one) => ({
        ...one,
        value: one.value && {
          order: one.value,
          mailbox: boxes.get(mailboxIdOf(one.value.memberId)) ?? null,
        },
      }))
    },
    async step({ mailbox, order }) {
      const { messageTemplates } = await credentials()
      const news = orderTellings(order).filter((one) => isDue(one, nowMs) && isNews(one, nowMs))
      const wallet = order.trade.provider
      for (const one of news) {
        const to = { mailbox, memberId: order.memberId, nowMs, wallet, messageTemplates }
        await database.insert(messages, messageTo(one, to))
      }
      await database.replace(ordersToldUntil(nowMs), order, order)
      return 'looked'
    },
  }
}

/** Takes what members' own documents have to tell: recharges, expiries, contracts. */
export function memberTellLane(context: MessageContext, nowMs: EpochMs): Lane<Member> {
  const { credentials, database } = context
  return {
    name: 'tell-members',
    collection: members.name,
    page: (afterMs) => telling(context, members, nowMs, afterMs),
    async step({ id }) {
      const { messageTemplates } = await credentials()
      const mailbox = await mailboxOf(database, id)
      await database.transaction(async (transaction) => {
        const before = await transaction.get(members, id)
        if (!before || memberTellAtMs(before) > nowMs) return
        const { member, tellings } = tellMember(before, nowMs)
        await transaction.put(members, member)
        const wallet = member.identity.provider
        for (const one of tellings) {
          if (await transaction.get(messages, messageIdOf(one))) continue
          const to = { mailbox, memberId: id, nowMs, wallet, messageTemplates }
          await transaction.insert(messages, messageTo(one, to))
        }
      })
      return 'looked'
    },
  }
}

export const telling = <Value>(
  { database }: MessageContext,
  collection: Collection<Value>,
  nowMs: EpochMs,
  afterMs: number,
): Promise<Due<Value>[]> =>
  database.find(dueView(collection, 'tellAtMs'), {
    where: { tellAtMs: { above: afterMs, atMost: nowMs } },
    orderBy: { field: 'tellAtMs', direction: 'asc' },
    limit: MESSAGES_PAGE,
  })

/** The mailboxes of a page's members, in one search; most members have none. */
async function mailboxesOf({ database }: MessageContext, memberIds: readonly Member['id'][]) {
  if (memberIds.length === 0) return new Map<string, Mailbox>()
  const found = await database.find(mailboxes, {
    where: { _id: { in: memberIds.map(mailboxIdOf) } },
    limit: MESSAGES_PAGE,
  })
  return new Map<string, Mailbox>(found.map((mailbox) => [mailbox.id, mailbox]))
}

interface Receiver {
  readonly memberId: Member['id']
  readonly mailbox: Mailbox | null
  readonly wallet: Provider
  readonly nowMs: EpochMs
  readonly messageTemplates: MessageTemplates
}

export function messageTo(one: Telling, { mailbox, messageTemplates, ...to }: Receiver): Message {
  const topic = topicOf(one.facts)
  const may = mayBeSent(messageTemplates, to.wallet, topic, mailbox)
  return arrivingMessage(one, { ...to, mayBeSent: may })
}
