import type { StaffOrderView } from '@palm/shared/api/staff'
import { type Fen, fen, NO_FEN, subtractFen } from '@palm/shared/kernel/fen'
import type { Asked } from '@palm/shared/order/approval'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '../api/api-client'
import { AskStore } from './ask-store'
import { type RestPorts, RestStore } from './rest-store'
import { type AmountKey, amountIn, typeAmount } from './typed-amount'

/** A wrong figure that was confirmed is put right; the difference goes back to the driver. */
export class CorrectionStore {
  amountText = ''
  busy = false
  done = false
  /** What one person may not do alone is being put to a manager. */
  asking: AskStore | null = null
  /** It waits for a manager. */
  asked = false
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
    const refusal = answer.ok ? null : answer.refusal
    if (refusal?.code === 'approval/needed') {
      return this.askFor({ kind: 'correct', dispensedFen: dispensed }, fen(refusal.backFen))
    }
    this.finish(refusal)
  }

  /** The attendant leaves it as it is, or goes back to the list once it is asked. */
  stopAsking(): void {
    this.asked = this.asking?.done ?? false
    this.asking = null
  }

  private askFor(asked: Asked, backFen: Fen): void {
    this.busy = false
    this.asking = new AskStore(this.ports, this.order.orderId, asked, backFen)
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
    this.done = refusal === null
  }
}
