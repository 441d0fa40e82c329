import type { NewId } from '@palm/client/new-id'
import type { ClaimableView, CouponView } from '@palm/shared/api/coupon'
import type { CouponId, CouponTemplateId } from '@palm/shared/coupon/coupon'
import { COUPON_KINDS, type CouponKind } from '@palm/shared/coupon/coupon'
import { DAY_MS } from '@palm/shared/kernel/instant'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

export interface CouponsPorts {
  readonly api: ApiClient
  readonly clock: Clock
  readonly newId: NewId
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

const SOON_MS = 3 * DAY_MS

/** The voucher centre and the driver's coupons. */
export class CouponsStore {
  claimable: Loaded<readonly ClaimableView[]> = LOADING
  pocket: Loaded<readonly CouponView[]> = LOADING
  /** The coupon that is being claimed, and why the last claim was refused. */
  claiming: CouponTemplateId | null = null
  refusal: { readonly templateId: CouponTemplateId; readonly refusal: AnyRefusal } | null = null
  /** Kept until an answer arrives, so that a retry is the same coupon. */
  private numbers = new Map<CouponTemplateId, CouponId>()

  constructor(private readonly ports: CouponsPorts) {
    makeAutoObservable<this, 'numbers' | 'ports'>(
      this,
      { numbers: false, ports: false },
      { autoBind: true },
    )
  }

  /** Coupons usable now or later; first to expire first. */
  get live(): readonly CouponView[] {
    return this.coupons
      .filter((coupon) => coupon.state.at !== 'used' && !this.isExpired(coupon))
      .sort((a, b) => (a.condition.toMs ?? Infinity) - (b.condition.toMs ?? Infinity))
  }

  /** Usable ones with no more than three days left. */
  get soon(): readonly CouponView[] {
    const soonMs = this.ports.clock.now() + SOON_MS
    return this.live.filter(({ condition }) => (condition.toMs ?? Infinity) <= soonMs)
  }

  /** A coupon of a template that the driver could use now; null without one. */
  freeOf(templateId: CouponTemplateId): CouponView | null {
    return this.live.find((one) => one.templateId === templateId && one.state.at === 'free') ?? null
  }

  /** Kinds of the coupons that can be claimed. */
  get kinds(): readonly CouponKind[] {
    const offered = this.claimable.at === 'ready' ? this.claimable.value : []
    return COUPON_KINDS.filter((kind) => offered.some((one) => one.kind === kind))
  }

  /** Used or expired recently. */
  get past(): readonly CouponView[] {
    return this.coupons.filter((coupon) => coupon.state.at === 'used' || this.isExpired(coupon))
  }

  async load(): Promise<void> {
    const [centre, pocket] = await Promise.all([
      this.ports.api.call('coupon.centre', {}),
      this.ports.api.call('coupon.pocket', {}),
    ])
    this.take(
      reloaded(this.claimable, centre.ok ? { ok: true, value: centre.value.claimable } : centre),
      reloaded(this.pocket, pocket.ok ? { ok: true, value: pocket.value.coupons } : pocket),
    )
  }

  async claim(templateId: CouponTemplateId): Promise<void> {
    if (this.claiming) return
    this.begin(templateId)
    const request = { templateId, couponId: this.numberFor(templateId) }
    const { api, enter } = this.ports
    const answer = await asMember(enter, () => api.call('coupon.claim', request))
    // Without an answer the coupon may have been claimed: a retry asks for the same one.
    const isSettled = answer.ok || answer.refusal.code.startsWith('coupon/')
    if (isSettled) this.numbers.delete(templateId)
    this.end(answer.ok ? null : { templateId, refusal: answer.refusal })
    await this.load()
  }

  private get coupons(): readonly CouponView[] {
    return this.pocket.at === 'ready' ? this.pocket.value : []
  }

  private isExpired({ condition, state }: CouponView): boolean {
    if (state.at === 'held' || state.at === 'used') return false
    return (condition.toMs ?? Infinity) <= this.ports.clock.now()
  }

  private numberFor(templateId: CouponTemplateId): CouponId {
    const number = this.numbers.get(templateId) ?? this.ports.newId('coupon')
    this.numbers.set(templateId, number)
    return number
  }

  private begin(templateId: CouponTemplateId): void {
    this.claiming = templateId
    this.refusal = null
  }

  private end(refusal: CouponsStore['refusal']): void {
    this.claiming = null
    this.refusal = refusal
  }

  private take(claimable: CouponsStore['claimable'], pocket: CouponsStore['pocket']): void {
    this.claimable = claimable
    this.pocket = pocket
  }
}
