import type { Fen } from '@palm/shared/kernel/fen'
import type { Sent } from '@palm/shared/api/actions'
import type { QuoteView, TendersView } from '@palm/shared/api/order'
import type { CouponId } from '@palm/shared/coupon/coupon'
import type { TenderUse } from '@palm/shared/order/price/tender-choice'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING } from '@palm/client/loading/loaded'

export interface QuotePorts {
  readonly api: ApiClient
  readonly clock: Clock
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** Sale to be priced, without coupons and tenders. */
export type QuotedSale = Omit<Sent<'order.quote'>, 'couponIds' | 'use'>

/** A driver types several digits: one request when typing stops. */
const FINGERS_REST_MS = 250

/** Price of the sale on the screen, and its coupons. */
export class QuoteStore {
  /** Null while there is nothing to price. */
  quote: Loaded<QuoteView> | null = null
  /** Coupons picked by the driver; null for the best price. */
  picked: readonly CouponId[] | null = null
  /**
   * Stored value is used by default, since drivers recharge in order to pay with it; points may be
   * saved up.
   */
  use: TenderUse = { points: false, storedValue: true }
  private sale: QuotedSale | null = null
  private abandon = () => {}

  constructor(private readonly ports: QuotePorts) {
    makeAutoObservable<this, 'abandon' | 'ports' | 'sale'>(
      this,
      { abandon: false, ports: false, sale: false },
      { autoBind: true },
    )
  }

  get payableFen(): Fen | null {
    return this.quote?.at === 'ready' ? this.quote.value.payableFen : null
  }

  /** Null until known. */
  get tenders(): TendersView | null {
    return this.quote?.at === 'ready' ? this.quote.value.tenders : null
  }

  /** Another sale has other best coupons, so earlier picks are forgotten. */
  of(sale: QuotedSale | null): void {
    this.sale = sale
    this.picked = null
    this.askWhenRested()
  }

  pick(couponIds: readonly CouponId[] | null): void {
    this.picked = couponIds
    this.askWhenRested()
  }

  /** Tenders beside the wallet. They stay selected for another sale. */
  letPay(use: TenderUse): void {
    this.use = use
    this.askWhenRested()
  }

  /** Prices the same sale again. */
  again(): void {
    this.askWhenRested()
  }

  private askWhenRested(): void {
    this.abandon()
    this.quote = this.sale && LOADING
    if (this.sale) this.abandon = this.ports.clock.after(FINGERS_REST_MS, () => void this.ask())
  }

  private async ask(): Promise<void> {
    const { picked, ports, sale, use } = this
    if (!sale) return
    const request = { ...sale, couponIds: picked && [...picked], use: { ...use } }
    const { api, enter } = ports
    const answer = await asMember(enter, () => api.call('order.quote', request))
    if (sale !== this.sale || picked !== this.picked || use !== this.use) return
    this.take(answer.ok ? { at: 'ready', value: answer.value } : { at: 'refused', ...answer })
  }

  private take(quote: Loaded<QuoteView>): void {
    this.quote = quote
  }
}
