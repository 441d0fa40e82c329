import type { Answered, ApiClient } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'

type Answer = Promise<Answered<'station.scan'>>

/** Older answers are asked for again: their prices may have changed. */
const FRESH_MS = 10_000

/**
 * The station behind the code that opened the app, asked for before any screen stands: on a slow
 * phone its answer is there when the cashier is.
 */
export class ScanAhead {
  private asked: { readonly scanned: string; readonly answer: Answer; readonly atMs: number } | null
  constructor(
    private readonly api: Pick<ApiClient, 'call'>,
    private readonly clock: Pick<Clock, 'now'>,
    opening: string | null,
  ) {
    this.asked = opening === null ? null : this.ask(opening)
  }

  /** The answer asked for ahead, once; otherwise a new one. */
  readonly scan = (scanned: string): Answer => {
    const { asked } = this
    this.asked = null
    const isFresh = asked?.scanned === scanned && this.clock.now() - asked.atMs < FRESH_MS
    return isFresh ? asked.answer : this.ask(scanned).answer
  }

  private ask(scanned: string) {
    const answer = this.api.call('station.scan', { scanned })
    return { scanned, answer, atMs: this.clock.now() }
  }
}
