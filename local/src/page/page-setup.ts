import type { FaultPlace } from './fault-catalogue'

/** Initial data of the page at `/`. */
export interface PageSetup {
  readonly title: string
  readonly subtitle: string
  /** Title of the printed codes. */
  readonly codes: string
  /** Further pages, in tabs of their own. */
  readonly links: readonly PageLink[]
  readonly phones: readonly PhonePlace[]
  readonly faults: readonly FaultPlace[]
}

export interface PageLink {
  readonly label: string
  readonly href: string
}

export interface PhonePlace {
  readonly caption: string
  /** People who can hold it; initially the first one. */
  readonly people: readonly Holder[]
}

export interface Holder {
  readonly id: string
  readonly name: string
  readonly wallet: 'wechat' | 'alipay'
}
