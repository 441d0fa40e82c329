import type { StaffOrderView } from '@palm/shared/api/staff'
import { type Fen, NO_FEN, subtractFen } from '@palm/shared/kernel/fen'
import type { Asked } from '@palm/shared/order/verbs/approval'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '@palm/client/api/api-client'
import { AskStore } from '../../../stores/staff/ask-store'
import { type RestPorts, RestStore } from '../../../stores/staff/rest-store'
import { type AmountKey, amountIn, typeAmount } from '../../../stores/typed-amount'

/** Corrects a wrongly confirmed figure; the difference is refunded to the driver. */
export class CorrectionStore {
  amountText = ''
  busy = false
  done = false
  /** The request to a manager, while it is made. */
  asking: AskStore | null = null
  /** The request was sent to a manager. */
  asked = false
  refusal: AnyRefusal | null = null
  /** Preview of the refund. */
  readonly back: RestStore

  constructor(
    private readonly ports: RestPorts,
    readonly order: StaffOrderView,
  ) {
    const { orderId, payableFen } = order
    this.back = new RestStore(ports, {
      orderId,
      amountFen: this.confirmed,
      payableFen: payableFen,
    })
    makeAutoObservable<this, 'ports'>(
      this,
      { back: false, order: false, ports: false },
      { autoBind: true },
    )
  }

  get confirmed(): Fen {
    return this.order.dispensedFen ?? this.order.amountFen
  }

  /** Zero is allowed here: the order should not have been confirmed. */
  get dispensed(): Fen | null {
    return this.amountText === '0' ? NO_FEN : amountIn(this.amountText)
  }

  /** Difference at the pump price. */
  get rest(): Fen | null {
    const { dispensed } = this
    return dispensed === null ? null : subtractFen(this.confirmed, dispensed)
  }

  /** A correction can only refund. */
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
      return this.askFor({ kind: 'correct', dispensedFen: dispensed }, refusal.backFen)
    }
    this.finish(refusal)
  }

  /** The attendant cancels, or returns to the list after the request was sent. */
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
