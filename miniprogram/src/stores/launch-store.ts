import { makeAutoObservable } from 'mobx'
import { scannedIn } from '../platform/launch-query'
import type { LaunchQuery, Wallet } from '../platform/ports'

/** A code that was scanned outside of the app and has not been looked at yet. */
export class LaunchStore {
  pending: string | null
  private first: string | null

  constructor(wallet: Pick<Wallet, 'launchQuery' | 'onAppShow'>) {
    this.pending = scannedIn(wallet.launchQuery)
    this.first = JSON.stringify(wallet.launchQuery)
    makeAutoObservable<this, 'first'>(this, { first: false }, { autoBind: true })
    wallet.onAppShow(this.show)
  }

  /** Hands the code over, once. */
  take(): string | null {
    const scanned = this.pending
    this.pending = null
    return scanned
  }

  /** The wallet could not open a screen for it just now; the next screen may. */
  putBack(scanned: string): void {
    this.pending ??= scanned
  }

  private show(query: LaunchQuery): void {
    // A cold start is followed by a first "show" that says the same once more.
    const isColdStart = JSON.stringify(query) === this.first
    this.first = null
    if (!isColdStart) this.pending = scannedIn(query) ?? this.pending
  }
}
