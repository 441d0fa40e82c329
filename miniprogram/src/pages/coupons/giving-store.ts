import type { CouponView } from '@palm/shared/api/coupon'
import type { CouponId, CouponTransferId } from '@palm/shared/coupon/coupon'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, Answered, ApiClient } from '@palm/client/api/api-client'

export interface GivingPorts {
  readonly api: ApiClient
}

/** 转赠: a coupon that its owner offers to a friend, and may withdraw. */
export class GivingStore {
  /** The open offer, with the data for sending it. */
  offered: OfferedCoupon | null = null
  /** The coupon that is being offered or withdrawn. */
  busy: CouponId | null = null
  refusal: AnyRefusal | null = null

  constructor(
    private readonly ports: GivingPorts,
    /** The pocket has changed. */
    private readonly onChange: () => Promise<void>,
  ) {
    makeAutoObservable<this, 'onChange' | 'ports'>(
      this,
      { onChange: false, ports: false },
      { autoBind: true },
    )
  }

  /** Offers a free coupon; an offered one is shown again. */
  async give(coupon: CouponView): Promise<void> {
    const shown = asOffered(coupon)
    if (shown) return this.show(shown)
    const { couponId } = coupon
    const given = await this.changed(couponId, () =>
      this.ports.api.call('coupon.give', { couponId }),
    )
    this.show(given && asOffered(given))
  }

  async takeBack({ couponId, transferId }: OfferedCoupon): Promise<void> {
    await this.changed(couponId, () => this.ports.api.call('coupon.takeBack', { transferId }))
    this.show(null)
  }

  putAway(): void {
    this.show(null)
  }

  private async changed(
    couponId: CouponId,
    ask: () => Promise<Answered<'coupon.give' | 'coupon.takeBack'>>,
  ): Promise<CouponView | null> {
    if (this.busy) return null
    this.begin(couponId)
    const answer = await ask()
    this.end(answer.ok ? null : answer.refusal)
    await this.onChange()
    return answer.ok ? answer.value : null
  }

  private begin(couponId: CouponId): void {
    this.busy = couponId
    this.refusal = null
  }

  private end(refusal: AnyRefusal | null): void {
    this.busy = null
    this.refusal = refusal
  }

  private show(offered: OfferedCoupon | null): void {
    this.offered = offered
  }
}

export interface OfferedCoupon {
  readonly couponId: CouponId
  readonly transferId: CouponTransferId
  readonly title: string
}

const asOffered = ({ couponId, state, title }: CouponView): OfferedCoupon | null =>
  state.at === 'offered' ? { couponId, title, transferId: state.transferId } : null
