import type { FunctionName } from '@palm/shared/api/actions'
import type { EpochMs } from '@palm/shared/kernel/instant'

/**
 * What a client needs from its platform. Every application hands in its own implementation, and a
 * test a literal.
 */
export interface Clock {
  now(): EpochMs
  /** Acts once after the delay; the returned function cancels it. */
  after(delayMs: number, act: () => void): () => void
}

/** Storage that survives the end of the app. Values are plain JSON. */
export interface Storage {
  read(key: string): unknown
  write(key: string, value: unknown): void
  remove(key: string): void
}

export interface Network {
  isOnline(): boolean
  onChange(listener: (online: boolean) => void): void
}

export type RandomBytes = (count: number) => Uint8Array

/** The way to the cloud functions, with the identity of the person. */
export interface Transport {
  /** Raw answer of a cloud function. Rejects without an answer: the outcome is unknown. */
  call(call: FunctionCall): Promise<unknown>
  /**
   * A single-use authorisation code for signing in. Null in WeChat, where the identity comes with
   * every invocation.
   */
  readonly authCode: (() => Promise<string>) | null
}

export interface FunctionCall {
  readonly functionName: FunctionName
  readonly action: string
  readonly request: unknown
  /** Token of the session, if the transport needs one. */
  readonly token: string | null
}

/** `unknown` includes a network failure while the wallet was open. */
export type WalletOutcome = 'said-paid' | 'cancelled' | 'failed' | 'unknown'
