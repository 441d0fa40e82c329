import type { FunctionName } from '@palm/shared/api/actions'
import type { WalletRequest } from '@palm/shared/api/order'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Channel } from '@palm/shared/trade/fact'
import type { Location } from '@palm/shared/station/station'

/**
 * Everything that differs from phone to phone, with one signature each. Stores take these as
 * arguments, so that a test hands in literals; only `app.tsx` knows where they come from.
 */
export interface Platform {
  readonly wallet: Wallet
  readonly storage: Storage
  readonly network: Network
  readonly announce: Announce
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  /** Null where the wallet sends cards instead. */
  readonly shareLink: ShareLink | null
}

/** The app that we run in: it knows the driver, scans, and pays. */
export interface Wallet {
  readonly channel: Channel
  /** The answer of a cloud function as it came. Rejects where none came: the outcome is unknown. */
  call(call: FunctionCall): Promise<unknown>
  /**
   * An authorisation code, good once, to sign in with. Null in WeChat, where the identity comes
   * with every invocation and nobody signs in.
   */
  readonly authCode: (() => Promise<string>) | null
  /** Asks the driver for his money. What it answers is never proof: the server has to look. */
  pay(request: WalletRequest): Promise<WalletOutcome>
  /** What the camera saw; null where the driver thought better of it or gives no camera. */
  scan(): Promise<string | null>
  /** Null where the driver does not say where he is. */
  locate(): Promise<Location | null>
  showOnMap(place: Place): void
  /** How the app was opened, and how it is opened again while it runs. */
  readonly launchQuery: LaunchQuery
  onAppShow(listener: (query: LaunchQuery) => void): void
}

export interface FunctionCall {
  readonly functionName: FunctionName
  readonly action: string
  readonly request: unknown
  /** Of the session that was signed in, where the wallet needs one. */
  readonly token: string | null
}

/** `unknown` also stands for a network that broke while the wallet was open. */
export type WalletOutcome = 'said-paid' | 'cancelled' | 'failed' | 'unknown'

export interface Place extends Location {
  readonly name: string
  readonly address: string
}

export type LaunchQuery = Readonly<Record<string, string>>

/** What survives when the app is killed. Values are plain JSON. */
export interface Storage {
  read(key: string): unknown
  write(key: string, value: unknown): void
  remove(key: string): void
}

export interface Network {
  isOnline(): boolean
  onChange(listener: (online: boolean) => void): void
}

/** A chime and a shake; where the phone can speak, the words too. */
export type Announce = (words: string) => void

export interface Clock {
  now(): EpochMs
  /** Acts once, that much later, unless what it returns is called before. */
  after(delayMs: number, act: () => void): () => void
}

/** The whole address of a screen of ours, for somebody else's phone. */
export type ShareLink = (path: string) => string

export type RandomBytes = (count: number) => Uint8Array
