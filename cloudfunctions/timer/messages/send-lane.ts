import type { EpochMs } from '@palm/shared/kernel/instant'
import { topicOf } from '@palm/shared/message/facts'
import { identityIn } from '@palm/shared/member/merge/wallets'
import { landingAddress, landingOf } from '@palm/shared/message/landing'
import { consentGone, consentSpent } from '@palm/shared/message/mailbox'
import {
  afterSending,
  claimed,
  type DueMessage,
  ended,
  isDueToSend,
  type Message,
  type SendOutcome,
} from '@palm/shared/message/message'
import { templateValues } from '@palm/shared/message/template'
import type { Provider } from '@palm/shared/trade/fact'
import { dueView } from '../../documents/due'
import { currentMember } from '../../documents/member/members'
import { messageLane, messages } from '../../documents/messages'
import { report } from '../../flows/incident-report'
import { changeMailbox, mailboxOf } from '../../flows/mailbox'
import type { MessageSender, Sent, ServiceMessage } from '../../providers/messages/message-sender'
import type { Lane, Step } from '../lane'
import { type MessageContext, MESSAGES_PAGE, mayBeSent } from './message-context'

/**
 * Sends the service messages of one wallet. An attempt is claimed before the wallet is called, by one
 * conditional write: of two runs at once one sends. Only an answer that was lost can send twice.
 */
export function sendLane(context: MessageContext, wallet: Provider, nowMs: EpochMs): Lane<Message> {
  const name = messageLane(wallet)
  return {
    name,
    collection: messages.name,
    page: (afterMs) =>
      context.database.find(dueView(messages, 'dueAtMs'), {
        where: { dueLane: name, dueAtMs: { above: afterMs, atMost: nowMs } },
        orderBy: { field: 'dueAtMs', direction: 'asc' },
        limit: MESSAGES_PAGE,
      }),
    step: (message) => send(context, wallet, message),
  }
}

async function send(context: MessageContext, wallet: Provider, message: Message): Promise<Step> {
  const { breakers, chance, clock, database } = context
  if (!isDueToSend(message)) return 'looked'
  if (!breakers[wallet].mayCall()) return 'not-asked'
  const trying = claimed(message, clock())
  const isOurs = (await database.replace(messages, message, trying)) === 'replaced'
  if (!isOurs || !isDueToSend(trying)) return 'looked'
  const ready = await readyToSend(context, wallet, trying)
  if ('why' in ready) {
    await database.put(messages, ended(trying, ready.why, clock()))
    return 'looked'
  }
  const { outcome, reason } = await ready.sender.send(ready.message)
  breakers[wallet].heard(outcome !== 'no-answer')
  await database.put(messages, afterSending(trying, outcome, { chance: chance(), nowMs: clock() }))
  await settleConsent(context, trying, { outcome, reason })
  return outcome === 'no-answer' ? 'failed' : 'looked'
}

type Ready =
  | { readonly sender: MessageSender; readonly message: ServiceMessage }
  | { readonly why: Exclude<SendOutcome, 'sent' | 'no-answer'> | 'no-template' }

/** The service message, or why there is none to send. */
async function readyToSend(
  { credentials, database, senders, ...context }: MessageContext,
  wallet: Provider,
  message: DueMessage,
): Promise<Ready> {
  const topic = topicOf(message.facts)
  const { messageTemplates } = await credentials()
  const [sender, mailbox] = await Promise.all([
    senders(wallet),
    mailboxOf(database, message.memberId),
  ])
  const template = messageTemplates[wallet][topic]
  const may = mayBeSent(messageTemplates, wallet, topic, mailbox)
  if (!sender || !template) return { why: 'no-template' }
  if (may !== 'yes') return { why: may }
  const values = templateValues(template, message)
  if (!values.ok) {
    const { code, field } = values.refusal
    await report({ ...context, database }, code, `${wallet}-${topic}`, { field })
    return { why: 'bad-data' }
  }
  const member = await currentMember(database, message.memberId)
  const receiver = member && identityIn(member, message.memberId)
  // An order paid through the wallet that has joined: its consents are not the other's.
  if (receiver?.provider !== wallet) return { why: 'no-receiver' }
  return {
    sender,
    message: {
      openId: receiver.openId,
      templateId: template.id,
      address: landingAddress(landingOf(message.facts)),
      values: values.value,
    },
  }
}

/** Counts the consent, or learns from the wallet that there was none; a refused template is a case. */
async function settleConsent(
  context: MessageContext,
  { facts, memberId, sending }: DueMessage,
  { outcome, reason }: Sent,
): Promise<void> {
  const topic = topicOf(facts)
  const { database } = context
  if (outcome === 'sent') await changeMailbox(database, memberId, (box) => consentSpent(box, topic))
  if (outcome === 'no-consent') {
    await changeMailbox(database, memberId, (box) => consentGone(box, topic))
  }
  if (outcome === 'bad-data') {
    await report(context, 'message/refused', `${sending.wallet}-${topic}`, { reason })
  }
}
