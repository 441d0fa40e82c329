import type { TemplateIds } from '@palm/shared/api/message'
import { ok, refuse } from '@palm/shared/kernel/result'
import { consented, readUntil } from '@palm/shared/message/mailbox'
import { earlierOf } from '@palm/shared/kernel/instant'
import { memberIds } from '../documents/member/members'
import type { Runtime } from '../edge/runtime'
import type { Handlers } from '../edge/serve'
import { changeMailbox } from '../flows/mailbox'
import { presentInbox } from './present'
import { openInboxStore } from './store'

export function messageHandlers({ clock, credentials, database }: Runtime): Handlers<'message'> {
  const store = openInboxStore(database)
  return {
    async 'message.list'({ beforeMs }, { memberId }) {
      const ids = await memberIds(database, memberId)
      const [page, mailbox] = await Promise.all([
        store.page(ids, beforeMs),
        store.mailbox(memberId),
      ])
      return ok(presentInbox(page, mailbox))
    },

    async 'message.read'({ untilMs }, { memberId }) {
      // Later arrivals have not been seen, even if the phone's clock is ahead.
      const seenMs = earlierOf(untilMs, clock())
      await changeMailbox(database, memberId, (mailbox) => readUntil(mailbox, seenMs))
      return ok({})
    },

    async 'message.templates'(_, { memberId, walletId }) {
      const [{ messageTemplates }, member] = await Promise.all([
        credentials(),
        store.member(memberId),
      ])
      if (!member) return refuse({ code: 'session/missing' })
      // A wallet that has joined another is not asked: messages go to the one that went on.
      const templates = walletId === member.id ? messageTemplates[member.identity.provider] : {}
      const ids = Object.entries(templates).map(([topic, { id }]) => [topic, id])
      return ok({ templates: Object.fromEntries(ids) as TemplateIds })
    },

    async 'message.consent'({ topics }, { walletId }) {
      await changeMailbox(database, walletId, (mailbox) => consented(mailbox, topics))
      return ok({})
    },
  }
}
