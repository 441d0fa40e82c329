import type { Asked, AskReason } from '@palm/shared/order/verbs/approval'
import type { Fen } from '@palm/shared/kernel/fen'
import type { OrderId } from '@palm/shared/order/facts/order'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'

/** An act beyond the attendant's limit: they give a reason, and a manager decides. */
export class AskStore {
  reason: AskReason | null = null
  note = ''
  busy = false
  refusal: AnyRefusal | null = null
  done = false

  constructor(
    private readonly ports: { readonly api: ApiClient },
    private readonly orderId: OrderId,
    private readonly asked: Asked,
    /** Amount that would be refunded, at the pump price. */
    readonly backFen: Fen,
  ) {
    makeAutoObservable<this, 'asked' | 'orderId' | 'ports'>(
      this,
      { asked: false, backFen: false, orderId: false, ports: false },
      { autoBind: true },
    )
  }

  choose(reason: AskReason): void {
    this.reason = reason
  }

  write(note: string): void {
    this.note = note
  }

  async ask(): Promise<void> {
    const { asked, note, orderId, reason } = this
    if (this.busy || reason === null) return
    this.busy = true
    this.refusal = null
    const why = { reason, note }
    const answer = await this.ports.api.call('staff.ask', { orderId, asked, why })
    this.finish(answer.ok ? null : answer.refusal)
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
    this.done = refusal === null
  }
}
