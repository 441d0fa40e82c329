import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { NewId } from '@palm/client/new-id'
import type {
  InvoiceableOrderView,
  InvoiceableRechargeView,
  InvoiceableReply,
  InvoiceView,
} from '@palm/shared/api/invoice'
import type { InvoiceId } from '@palm/shared/invoice/invoice'
import type { InvoiceTitleId } from '@palm/shared/invoice/title'
import { type Fen, sumFen } from '@palm/shared/kernel/fen'
import type { Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { RechargeId } from '@palm/shared/stored-value/recharge/recharge'
import { makeAutoObservable } from 'mobx'

export interface ApplyPorts {
  readonly api: ApiClient
  readonly newId: NewId
  readonly enter: () => Promise<void>
}

export interface ApplyOpening {
  readonly orderId: OrderId | null
  readonly of: 'orders' | 'recharges'
}

type Answer = Result<InvoiceableReply, AnyRefusal>

/** Choice of orders of one payee, or of one recharge, and the application for an invoice. */
export class ApplyStore {
  orders: Loaded<readonly InvoiceableOrderView[]> = LOADING
  recharges: readonly InvoiceableRechargeView[] = []
  of: ApplyOpening['of']
  chosenOrders: readonly OrderId[] = []
  chosenRecharge: RechargeId | null = null
  nextBeforeMs: number | null = null
  loadingMore = false
  busy = false
  refusal: AnyRefusal | null = null
  /** The id of the application that is being sent: a repeat after a lost answer is the same one. */
  private pending: { readonly key: string; readonly id: InvoiceId } | null = null

  constructor(
    private readonly ports: ApplyPorts,
    private readonly opening: ApplyOpening,
  ) {
    this.of = opening.of
    makeAutoObservable<this, 'opening' | 'pending' | 'ports'>(
      this,
      { opening: false, pending: false, ports: false },
      { autoBind: true },
    )
  }

  get amountFen(): Fen {
    const orders = this.orders.at === 'ready' ? this.orders.value : []
    const chosen =
      this.of === 'orders'
        ? orders.filter(({ orderId }) => this.chosenOrders.includes(orderId))
        : this.recharges.filter(({ rechargeId }) => rechargeId === this.chosenRecharge)
    return sumFen(chosen.map(({ amountFen }) => amountFen))
  }

  get count(): number {
    if (this.of === 'orders') return this.chosenOrders.length
    return this.chosenRecharge === null ? 0 : 1
  }

  async load(): Promise<void> {
    this.take(await this.page(null))
    await this.findOpening()
  }

  async loadMore(): Promise<void> {
    if (this.nextBeforeMs === null || this.loadingMore) return
    this.loadingMore = true
    this.takeMore(await this.page(this.nextBeforeMs))
  }

  show(of: ApplyOpening['of']): void {
    this.of = of
    this.refusal = null
  }

  /** Orders of another payee take the place of the chosen ones: an invoice has one seller. */
  toggle({ orderId, payeeId }: InvoiceableOrderView): void {
    this.refusal = null
    if (this.chosenOrders.includes(orderId)) {
      this.chosenOrders = this.chosenOrders.filter((id) => id !== orderId)
      return
    }
    const known = this.orders.at === 'ready' ? this.orders.value : []
    const same = this.chosenOrders.filter(
      (id) => known.find((order) => order.orderId === id)?.payeeId === payeeId,
    )
    this.chosenOrders = [...same, orderId]
  }

  choose(rechargeId: RechargeId): void {
    this.refusal = null
    this.chosenRecharge = rechargeId
  }

  /** Resolves to the invoice, or null if it was refused. */
  async apply(titleId: InvoiceTitleId): Promise<InvoiceView | null> {
    if (this.busy || this.count === 0) return null
    this.busy = true
    const isOrders = this.of === 'orders'
    const request = {
      titleId,
      orderIds: isOrders ? [...this.chosenOrders] : [],
      rechargeId: isOrders ? null : this.chosenRecharge,
      amountFen: this.amountFen as number,
    }
    const key = JSON.stringify(request)
    const id = this.pending?.key === key ? this.pending.id : this.ports.newId('invoice')
    this.pending = { key, id }
    const { api, enter } = this.ports
    const answer = await asMember(enter, () =>
      api.call('invoice.apply', { invoiceId: id, ...request }),
    )
    this.finish(answer.ok ? null : answer.refusal)
    return answer.ok ? answer.value : null
  }

  private page(beforeMs: number | null): Promise<Answer> {
    const { api, enter } = this.ports
    return asMember(enter, () => api.call('invoice.invoiceable', { beforeMs }))
  }

  /** The order that the driver came from may be on a later page. */
  private async findOpening(): Promise<void> {
    const { orderId } = this.opening
    if (orderId === null || this.chosenOrders.length > 0) return
    const has = () =>
      this.orders.at === 'ready' && this.orders.value.some((order) => order.orderId === orderId)
    for (let pages = 0; pages < PAGES_MAX && !has() && this.nextBeforeMs !== null; pages++) {
      await this.loadMore()
    }
    if (has()) this.chooseFirst(orderId)
  }

  private chooseFirst(orderId: OrderId): void {
    const order =
      this.orders.at === 'ready'
        ? this.orders.value.find((known) => known.orderId === orderId)
        : undefined
    if (order?.obstacle === null) this.chosenOrders = [orderId]
  }

  private take(answer: Answer): void {
    this.orders = reloaded(
      this.orders,
      answer.ok ? { ok: true, value: answer.value.orders } : answer,
    )
    if (!answer.ok) return
    this.recharges = answer.value.recharges
    this.nextBeforeMs = answer.value.nextBeforeMs
    const [only] = answer.value.recharges
    if (this.of === 'recharges' && only?.obstacle === null) this.chosenRecharge ??= only.rechargeId
  }

  private takeMore(answer: Answer): void {
    this.loadingMore = false
    this.refusal = answer.ok ? null : answer.refusal
    if (!answer.ok || this.orders.at !== 'ready') return
    this.orders = { at: 'ready', value: [...this.orders.value, ...answer.value.orders] }
    this.nextBeforeMs = answer.value.nextBeforeMs
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
  }
}

const PAGES_MAX = 5
