import type { OrderView } from '@palm/shared/api/order'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, Answered, ApiClient } from '../api/api-client'
import { type Loaded, LOADING, reloaded } from './loaded'

/** The driver's orders, the newest first. */
export class OrdersStore {
  orders: Loaded<readonly OrderView[]> = LOADING
  nextBeforeMs: number | null = null
  loadingMore = false
  /** Why the older ones did not come. */
  refusal: AnyRefusal | null = null

  constructor(private readonly api: ApiClient) {
    makeAutoObservable<this, 'api'>(this, { api: false }, { autoBind: true })
  }

  async load(): Promise<void> {
    this.takeFirst(await this.api.call('order.list', { beforeMs: null }))
  }

  async loadMore(): Promise<void> {
    if (this.nextBeforeMs === null || this.loadingMore) return
    this.loadingMore = true
    this.takeMore(await this.api.call('order.list', { beforeMs: this.nextBeforeMs }))
  }

  private takeFirst(answer: Answered<'order.list'>): void {
    this.orders = reloaded(
      this.orders,
      answer.ok ? { ok: true, value: answer.value.orders } : answer,
    )
    if (answer.ok) this.nextBeforeMs = answer.value.nextBeforeMs
  }

  private takeMore(answer: Answered<'order.list'>): void {
    this.loadingMore = false
    this.refusal = answer.ok ? null : answer.refusal
    if (!answer.ok || this.orders.at !== 'ready') return
    this.orders = { at: 'ready', value: [...this.orders.value, ...answer.value.orders] }
    this.nextBeforeMs = answer.value.nextBeforeMs
  }
}
