import type { TotalsPreview } from '@palm/shared/api/staff'
import { type Fen, NO_FEN, subtractFen } from '@palm/shared/kernel/fen'
import type { OrderId } from '@palm/shared/order/facts/order'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'

export interface RestPorts {
  readonly api: ApiClient
  readonly clock: Clock
}

/** An order as known on this phone. */
export interface RestSubject {
  readonly orderId: OrderId
  /** At the pump price. */
  readonly amountFen: Fen
  /** Amount paid by the driver; null if only their screen is known. */
  readonly payableFen: Fen | null
}

/** `unknown` without network: the server computes it on confirmation. */
export type Rest =
  | { readonly at: 'asking' }
  | { readonly at: 'unknown' }
  | ({ readonly at: 'known' } & Pick<TotalsPreview, 'backFen' | 'couponsBack'>)

const FINGERS_REST_MS = 250

/**
 * Refund to the driver for an amount that is being typed. Without benefits it is the undispensed
 * amount; with them the server has to price the order again.
 */
export class RestStore {
  rest: Rest | null = null
  private dispensed: Fen | null = null
  private abandon = () => {}

  constructor(
    private readonly ports: RestPorts,
    private readonly subject: RestSubject,
  ) {
    makeAutoObservable<this, 'abandon' | 'dispensed' | 'ports' | 'subject'>(
      this,
      { abandon: false, dispensed: false, ports: false, subject: false },
      { autoBind: true },
    )
  }

  of(dispensed: Fen | null): void {
    this.abandon()
    this.dispensed = dispensed
    const { amountFen, payableFen } = this.subject
    if (dispensed === null || dispensed > amountFen) this.rest = null
    else if (payableFen === null) this.rest = { at: 'unknown' }
    else if (payableFen === amountFen) this.rest = known(subtractFen(amountFen, dispensed), 0)
    else if (dispensed === amountFen) this.rest = known(NO_FEN, 0)
    else this.askWhenRested()
  }

  private askWhenRested(): void {
    this.rest = { at: 'asking' }
    this.abandon = this.ports.clock.after(FINGERS_REST_MS, () => void this.ask())
  }

  private async ask(): Promise<void> {
    const { dispensed, ports, subject } = this
    if (dispensed === null) return
    const request = { orderId: subject.orderId, dispensedFen: dispensed }
    const answer = await ports.api.call('staff.preview', request)
    if (dispensed !== this.dispensed) return
    this.take(answer.ok ? known(answer.value.backFen, answer.value.couponsBack) : UNKNOWN)
  }

  private take(rest: Rest): void {
    this.rest = rest
  }
}

const UNKNOWN: Rest = { at: 'unknown' }

const known = (backFen: Fen, couponsBack: number): Rest => ({ at: 'known', backFen, couponsBack })
