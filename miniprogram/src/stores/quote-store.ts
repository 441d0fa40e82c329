import type { Sent } from '@palm/shared/api/actions'
import type { QuoteView, TendersView } from '@palm/shared/api/order'
import type { CouponId } from '@palm/shared/coupon/coupon'
import type { TenderUse } from '@palm/shared/order/tender-choice'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '../api/api-client'
import type { Clock } from '../platform/ports'
import { asMember } from './as-member'
import { type Loaded, LOADING } from './loaded'

export interface QuotePorts {
  readonly api: ApiClient
  readonly clock: Clock
  /** Makes a member of whoever is none yet. */
  readonly enter: () => Promise<void>
}

/** What is to be priced: all but which coupons, and what pays. */
export type QuotedSale = Omit<Sent<'order.quote'>, 'couponIds' | 'use'>

/** A driver types several digits: one question when the fingers rest. */
const FINGERS_REST_MS = 250

/** What the sale on the screen costs, and with which coupons. */
export class QuoteStore {
  /** Null while there is nothing to price. */
  quote: Loaded<QuoteView> | null = null
  /** The coupons that the driver picked by hand; null for the best price. */
  picked: readonly CouponId[] | null = null
  /** Whoever has put money into his account means to pay with it; points he may be saving up. */
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

  get payableFen(): number | null {
    return this.quote?.at === 'ready' ? this.quote.value.payableFen : null
  }

  /** Null while it is not known. */
  get tenders(): TendersView | null {
    return this.quote?.at === 'ready' ? this.quote.value.tenders : null
  }

  /** Another sale has other best coupons: what was picked for the last one is forgotten. */
  of(sale: QuotedSale | null): void {
    this.sale = sale
    this.picked = null
    this.askWhenRested()
  }

  pick(couponIds: readonly CouponId[] | null): void {
    this.picked = couponIds
    this.askWhenRested()
  }

  /** What pays beside the wallet. Another sale is paid the same way. */
  letPay(use: TenderUse): void {
    this.use = use
    this.askWhenRested()
  }

  /** The same sale, at what it costs now. */
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
