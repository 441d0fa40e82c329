import type {
  Clock,
  Network,
  RandomBytes,
  Storage,
  Transport,
  WalletOutcome,
} from '@palm/client/ports'
import type { WalletRequest } from '@palm/shared/api/order'
import type { PhoneProof } from '@palm/shared/api/phone'
import type { Provider } from '@palm/shared/trade/fact'
import type { ReactElement } from 'react'
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
  readonly copy: Copy
  /** Null if the wallet opens no spreadsheets. */
  readonly openWorkbook: ShowFile | null
  readonly showFile: ShowFile
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  /** Null where there is no map. */
  readonly stationMap: StationMap | null
  /** Null if the wallet sends cards instead. */
  readonly shareLink: ShareLink | null
}

/** The host app: it identifies the driver, scans, and pays. */
export interface Wallet extends Transport {
  readonly provider: Provider
  /** Asks the driver to pay. The outcome is never proof: the server has to query the provider. */
  pay(request: WalletRequest): Promise<WalletOutcome>
  /**
   * Asks for consent to service messages of these templates, in a tap and before anything else is
   * awaited; resolves with those that were accepted. Null if the host cannot ask.
   */
  readonly askForMessages: ((templateIds: readonly string[]) => Promise<readonly string[]>) | null
  /** 获取手机号 */
  readonly phoneButton: PhoneButton
  /** Text of the scanned code; null if the driver cancels or denies the camera. */
  scan(): Promise<string | null>
  /** Null if the driver does not share the location. */
  locate(): Promise<Location | null>
  showOnMap(place: Place): void
  /** Opens the phone's dialler with the number; the driver decides to call. */
  dial(phone: string): void
  /** Parameters with which the app was opened, and opened again while running. */
  readonly launchQuery: LaunchQuery
  onAppShow(listener: (query: LaunchQuery) => void): void
}

/** The wallet's own button, which asks the driver for their phone number. */
export interface PhoneButton {
  /** `open-type` of the button; null where a plain button is to call `answer` in its tap. */
  readonly openType: 'getPhoneNumber' | 'getAuthorize' | null
  /** Result of the button's event; `detail` is that of WeChat's event. */
  answer(detail: PhoneButtonDetail | null): Promise<PhoneAnswer>
}

export interface PhoneButtonDetail {
  readonly code?: string
  readonly errno?: number
  readonly errMsg?: string
}

/** A proof for the server, or why there is none. */
export type PhoneAnswer = PhoneProof | 'denied' | 'quota-out' | 'unavailable'

export interface Place extends Location {
  readonly name: string
  readonly address: string
}

/** A map with one place on it. */
export type StationMap = (props: {
  readonly className: string
  readonly place: Place
  readonly onTap: () => void
}) => ReactElement

export type LaunchQuery = Readonly<Record<string, string>>

/** Plays a chime and vibrates; speaks the words if the phone can. */
export type Announce = (words: string) => void

/** Puts a text on the phone's clipboard; false if the wallet refuses. */
export type Copy = (text: string) => Promise<boolean>

/** Opens a document, or saves it where the phone keeps files; false if the wallet cannot. */
export type ShowFile = (file: {
  readonly name: string
  readonly base64: string
}) => Promise<boolean>

/** The full address of a screen, for another phone. */
export type ShareLink = (path: string) => string
