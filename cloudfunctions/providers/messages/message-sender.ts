import type { SendOutcome } from '@palm/shared/message/message'

/** A service message, as a wallet takes it. */
export interface ServiceMessage {
  /** The receiver's identity in the wallet. */
  readonly openId: string
  readonly templateId: string
  /** Page of the mini-program, with its query. */
  readonly address: string
  readonly values: Readonly<Record<string, string>>
}

/** The end of an attempt; `reason` is the wallet's own code, for the incident. */
export interface Sent {
  readonly outcome: SendOutcome
  readonly reason: string
}

/**
 * One port for the wallets’ service messages. It never throws for what a wallet answers, and neither
 * wallet takes a key by which a repeated message would be known: the caller claims each attempt.
 */
export interface MessageSender {
  send(message: ServiceMessage): Promise<Sent>
}
