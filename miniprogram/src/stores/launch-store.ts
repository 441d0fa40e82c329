import { makeAutoObservable } from 'mobx'
import { scannedIn } from '../platform/launch/launch-query'
import type { Clock } from '@palm/client/ports'
import type { LaunchQuery, Wallet } from '../platform/ports'

/** A cold start is followed immediately by a show event with the same parameters. */
const COLD_START_MS = 3_000

/** A code that was scanned outside of the app and not handled yet. */
export class LaunchStore {
  pending: string | null

  constructor(wallet: Pick<Wallet, 'launchQuery' | 'onAppShow'>, clock: Pick<Clock, 'now'>) {
    this.pending = scannedIn(wallet.launchQuery)
    makeAutoObservable(this, {}, { autoBind: true })
    const cold = JSON.stringify(wallet.launchQuery)
    const coldUntilMs = clock.now() + COLD_START_MS
    wallet.onAppShow((query) => {
      if (clock.now() >= coldUntilMs || JSON.stringify(query) !== cold) this.show(query)
    })
  }

  /** Returns the code once. */
  take(): string | null {
    const scanned = this.pending
    this.pending = null
    return scanned
  }

  /** No screen could be opened for it; the next screen may handle it. */
  putBack(scanned: string): void {
    this.pending ??= scanned
  }

  private show(query: LaunchQuery): void {
    this.pending = scannedIn(query) ?? this.pending
  }
}
