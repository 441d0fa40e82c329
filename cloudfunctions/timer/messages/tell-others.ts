import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { messageIdOf } from '@palm/shared/message/message'
import { staffTellings } from '@palm/shared/message/staff-tellings'
import { isDue, isNews, type Telling } from '@palm/shared/message/telling'
import type { Collection } from '../../database/session'
import { invoiceTellings } from '../../documents/invoice-tellings'
import { invoices, invoicesToldUntil } from '../../documents/invoices'
import { currentMember } from '../../documents/member/members'
import { messages } from '../../documents/messages'
import { staff, staffToldUntil } from '../../documents/staff'
import { mailboxOf } from '../../flows/mailbox'
import type { Lane } from '../lane'
import type { MessageContext } from './message-context'
import { messageTo, telling } from './tell-lanes'

/** Documents of a member, few enough for a transaction each, that have something to tell. */
interface Source<Value> {
  readonly name: string
  readonly collection: Collection<Value>
  /** The same documents, of which all that was due until then has been told. */
  readonly toldUntil: (nowMs: EpochMs) => Collection<Value>
  readonly tellings: (value: Value) => readonly Telling[]
}

export const invoiceTellLane = (context: MessageContext, nowMs: EpochMs) =>
  tellLane(context, nowMs, {
    name: 'tell-invoices',
    collection: invoices,
    toldUntil: invoicesToldUntil,
    tellings: invoiceTellings,
  })

export const staffTellLane = (context: MessageContext, nowMs: EpochMs) =>
  tellLane(context, nowMs, {
    name: 'tell-staff',
    collection: staff,
    toldUntil: staffToldUntil,
    tellings: staffTellings,
  })

/** Each message has the id of its event: a second run inserts none. */
function tellLane<Value extends { readonly id: string; readonly memberId: MemberId }>(
  context: MessageContext,
  nowMs: EpochMs,
  { collection, name, tellings, toldUntil }: Source<Value>,
): Lane<Value> {
  const { credentials, database } = context
  return {
    name,
    collection: collection.name,
    page: (afterMs) => telling(context, collection, nowMs, afterMs),
    async step({ id, memberId }) {
      const { messageTemplates } = await credentials()
      const [mailbox, member] = await Promise.all([
        mailboxOf(database, memberId),
        currentMember(database, memberId),
      ])
      await database.transaction(async (transaction) => {
        const value = await transaction.get(collection, id)
        if (!value) return
        const news = tellings(value).filter((one) => isDue(one, nowMs) && isNews(one, nowMs))
        for (const one of member ? news : []) {
          if (await transaction.get(messages, messageIdOf(one))) continue
          const wallet = member!.identity.provider
          const to = { mailbox, memberId, nowMs, wallet, messageTemplates }
          await transaction.insert(messages, messageTo(one, to))
        }
        await transaction.put(toldUntil(nowMs), value)
      })
      return 'looked'
    },
  }
}
