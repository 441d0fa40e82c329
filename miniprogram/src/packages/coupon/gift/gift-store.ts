import type { CouponView } from '@palm/shared/api/coupon'
import type { CouponTransferId } from '@palm/shared/coupon/coupon'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'

export interface GiftPorts {
  readonly api: ApiClient
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** A coupon sent by a friend: one tap accepts it. */
export class GiftStore {
  taking = false
  coupon: CouponView | null = null
  refusal: AnyRefusal | null = null

  constructor(
    private readonly ports: GiftPorts,
    private readonly transferId: CouponTransferId,
  ) {
    makeAutoObservable<this, 'ports' | 'transferId'>(
      this,
      { ports: false, transferId: false },
      { autoBind: true },
    )
  }

  async take(): Promise<void> {
    if (this.taking) return
    this.begin()
    const request = { transferId: this.transferId }
    const { api, enter } = this.ports
    const answer = await asMember(enter, () => api.call('coupon.take', request))
    this.end(answer.ok ? answer.value : null, answer.ok ? null : answer.refusal)
  }

  private begin(): void {
    this.taking = true
    this.refusal = null
  }

  private end(coupon: CouponView | null, refusal: AnyRefusal | null): void {
    this.taking = false
    this.coupon = coupon
    this.refusal = refusal
  }
}
