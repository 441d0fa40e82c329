import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Mailbox } from '@palm/shared/message/mailbox'
import type { Arrival } from '@palm/shared/message/message'
import type { Topic } from '@palm/shared/message/topic'
import type { Provider } from '@palm/shared/trade/fact'
import type { Credentials } from '../../credentials/credentials'
import type { MessageTemplates } from '../../credentials/messages'
import type { Database } from '../../database/session'
import type { ReportContext } from '../../flows/incident-report'
import type { Breaker } from '../../providers/breaker'
import type { MessageSenders } from '../../providers/messages/message-senders'

/** Page size of a search of messages: pages follow until time is over. */
export const MESSAGES_PAGE = 50

export interface MessageContext extends ReportContext {
  readonly credentials: () => Promise<Credentials>
  readonly database: Database
  readonly clock: () => EpochMs
  readonly senders: MessageSenders
  /** Apart from those of payments: an outage of messages delays no payment. */
  readonly breakers: Readonly<Record<Provider, Breaker>>
  /** From 0 to 1, spreads retries of simultaneous failures. */
  readonly chance: () => number
}

/** Whether a service message of a topic may be sent to a member. */
export function mayBeSent(
  templates: MessageTemplates,
  wallet: Provider,
  topic: Topic,
  mailbox: Mailbox | null,
): Arrival['mayBeSent'] {
  if (!templates[wallet][topic]) return 'no-template'
  return mailbox && mailbox.consents[topic] > 0 ? 'yes' : 'no-consent'
}
