import type { FunctionName } from '@palm/shared/api/actions'
import type { WalletRequest } from '@palm/shared/api/order'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Provider } from '@palm/shared/trade/fact'
import type { Location } from '@palm/shared/station/station'

/**
 * All platform differences, with one signature each. Stores take these as arguments, so that tests
 * pass literals; only `app.tsx` knows the implementations.
 */
export interface Platform {
  readonly wallet: Wallet
  readonly storage: Storage
  readonly network: Network
  readonly announce: Announce
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  /** Null if the wallet sends cards instead. */
  readonly shareLink: ShareLink | null
}

/** The host app: it identifies the driver, scans, and pays. */
export interface Wallet {
  readonly provider: Provider
  /** Raw answer of a cloud function. Rejects without an answer: the outcome is unknown. */
  call(call: FunctionCall): Promise<unknown>
  /**
   * A single-use authorisation code for signing in. Null in WeChat, where the identity comes with
   * every invocation.
   */
  readonly authCode: (() => Promise<string>) | null
  /** Asks the driver to pay. The outcome is never proof: the server has to query the provider. */
  pay(request: WalletRequest): Promise<WalletOutcome>
  /** Text of the scanned code; null if the driver cancels or denies the camera. */
  scan(): Promise<string | null>
  /** Null if the driver does not share the location. */
  locate(): Promise<Location | null>
  showOnMap(place: Place): void
  /** Parameters with which the app was opened, and opened again while running. */
  readonly launchQuery: LaunchQuery
  onAppShow(listener: (query: LaunchQuery) => void): void
}

export interface FunctionCall {
  readonly functionName: FunctionName
  readonly action: string
  readonly request: unknown
  /** Token of the session, if the wallet needs one. */
  readonly token: string | null
}

/** `unknown` includes a network failure while the wallet was open. */
export type WalletOutcome = 'said-paid' | 'cancelled' | 'failed' | 'unknown'

export interface Place extends Location {
  readonly name: string
  readonly address: string
}

export type LaunchQuery = Readonly<Record<string, string>>

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

/** Plays a chime and vibrates; speaks the words if the phone can. */
export type Announce = (words: string) => void

export interface Clock {
  now(): EpochMs
  /** Acts once after the delay; the returned function cancels it. */
  after(delayMs: number, act: () => void): () => void
}

/** The full address of a screen, for another phone. */
export type ShareLink = (path: string) => string

export type RandomBytes = (count: number) => Uint8Array
