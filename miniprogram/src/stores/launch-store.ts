import { makeAutoObservable } from 'mobx'
import { channelIn } from '../platform/launch/launch-channel'
import { scannedIn } from '../platform/launch/launch-query'
import type { Clock } from '@palm/client/ports'
import type { LaunchQuery, Wallet } from '../platform/ports'
import type { Arrivals } from './arrivals'

/** A cold start is followed immediately by a show event with the same parameters. */
const COLD_START_MS = 3_000

/** A code that was scanned outside of the app and not handled yet. */
export class LaunchStore {
  pending: string | null

  constructor(
    wallet: Pick<Wallet, 'launchQuery' | 'onAppShow'>,
    clock: Pick<Clock, 'now'>,
    private readonly arrivals: Pick<Arrivals, 'arrive'>,
  ) {
    this.pending = scannedIn(wallet.launchQuery)
    makeAutoObservable<this, 'arrivals'>(this, { arrivals: false }, { autoBind: true })
    this.noteChannel(wallet.launchQuery)
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
    this.noteChannel(query)
  }

  /** Coming back from the wallet says nothing, and changes nothing. */
  private noteChannel(query: LaunchQuery): void {
    const channel = channelIn(query)
    if (channel) this.arrivals.arrive(channel)
  }
}
