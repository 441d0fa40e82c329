import type { StaffOrderView } from '@palm/shared/api/staff'
import { type Fen, fen, NO_FEN, subtractFen } from '@palm/shared/kernel/fen'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '../api/api-client'
import { type RestPorts, RestStore } from './rest-store'
import { type AmountKey, amountIn, typeAmount } from './typed-amount'

/** A wrong figure that was confirmed is put right; the difference goes back to the driver. */
export class CorrectionStore {
  amountText = ''
  busy = false
  done = false
  refusal: AnyRefusal | null = null
  /** What would go back to the driver. */
  readonly back: RestStore

  constructor(
    private readonly ports: RestPorts,
    readonly order: StaffOrderView,
  ) {
    const { orderId, payableFen } = order
    this.back = new RestStore(ports, {
      orderId,
      amountFen: this.confirmed,
      payableFen: fen(payableFen),
    })
    makeAutoObservable<this, 'ports'>(
      this,
      { back: false, order: false, ports: false },
      { autoBind: true },
    )
  }

  get confirmed(): Fen {
    return fen(this.order.dispensedFen ?? this.order.amountFen)
  }

  /** Nothing at all is a figure here: the order should not have been confirmed. */
  get dispensed(): Fen | null {
    return this.amountText === '0' ? NO_FEN : amountIn(this.amountText)
  }

  /** How much less it was, at the pump price. */
  get rest(): Fen | null {
    const { dispensed } = this
    return dispensed === null ? null : subtractFen(this.confirmed, dispensed)
  }

  /** A correction only ever gives back. */
  get canCorrect(): boolean {
    return this.rest !== null && this.rest > 0 && !this.busy
  }

  typeAmount(key: AmountKey): void {
    if (this.busy) return
    this.refusal = null
    this.amountText = typeAmount(this.amountText, key)
    this.back.of(this.dispensed)
  }

  async correct(): Promise<void> {
    const { dispensed } = this
    if (!this.canCorrect || dispensed === null) return
    this.busy = true
    const { orderId } = this.order
    const answer = await this.ports.api.call('staff.correct', { orderId, dispensedFen: dispensed })
    this.finish(answer.ok ? null : answer.refusal)
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
    this.done = refusal === null
  }
}
