import type { FaultPlace } from './fault-catalogue'

/** What the page at `/` is told before it draws itself. */
export interface PageSetup {
  readonly title: string
  readonly subtitle: string
  /** What the printed codes are called. */
  readonly codes: string
  readonly phones: readonly PhonePlace[]
  readonly faults: readonly FaultPlace[]
}

export interface PhonePlace {
  readonly caption: string
  /** Who can hold it; the first one does at first. */
  readonly people: readonly Holder[]
}

export interface Holder {
  readonly id: string
  readonly name: string
  readonly wallet: 'wechat' | 'alipay'
}
