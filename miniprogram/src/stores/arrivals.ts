import type { Clock, Storage } from '@palm/client/ports'
import {
  type Came,
  countingTouches,
  type EntryChannel,
  touched,
  type Touches,
} from '@palm/shared/order/entry/channel'

const KEY = 'touches'

/** How the driver came: by this start of the app, and by whom in the days before. */
export class Arrivals {
  private by: EntryChannel = { kind: 'home' }

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly storage: Storage,
  ) {}

  arrive(channel: EntryChannel): void {
    this.by = channel
    const touches = touched(this.kept, channel, this.clock.now())
    if (touches) this.storage.write(KEY, touches)
  }

  /** For an order; a sale that a code has opened says so itself. */
  came(code: 'nozzle-code' | 'station-code' | null): Came {
    return {
      by: code ? { kind: code } : this.by,
      touches: countingTouches(this.kept, this.clock.now()),
    }
  }

  private get kept(): Touches | null {
    const kept = this.storage.read(KEY) as Touches | null | undefined
    return kept?.first && kept.last ? kept : null
  }
}
