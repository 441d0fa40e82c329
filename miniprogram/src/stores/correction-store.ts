import type { StaffOrderView } from '@palm/shared/api/staff'
import { type Fen, fen, subtractFen } from '@palm/shared/kernel/fen'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '../api/api-client'
import { type AmountKey, amountIn, typeAmount } from './typed-amount'

/** A wrong figure that was confirmed is put right; the difference goes back to the driver. */
export class CorrectionStore {
  amountText = ''
  busy = false
  done = false
  refusal: AnyRefusal | null = null

  constructor(
    private readonly api: ApiClient,
    readonly order: StaffOrderView,
  ) {
    makeAutoObservable<this, 'api'>(this, { api: false, order: false }, { autoBind: true })
  }

  get confirmed(): Fen {
    return fen(this.order.dispensedFen ?? this.order.amountFen)
  }

  get dispensed(): Fen | null {
    return amountIn(this.amountText)
  }

  /** What goes back to the driver. */
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
  }

  async correct(): Promise<void> {
    const { dispensed } = this
    if (!this.canCorrect || dispensed === null) return
    this.busy = true
    const { orderId } = this.order
    const answer = await this.api.call('staff.correct', { orderId, dispensedFen: dispensed })
    this.finish(answer.ok ? null : answer.refusal)
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
    this.done = refusal === null
  }
}
