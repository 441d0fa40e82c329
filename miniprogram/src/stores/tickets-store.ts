import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { NewId } from '@palm/client/new-id'
import type { Sent } from '@palm/shared/api/actions'
import type { ServicePhoneView, TicketView } from '@palm/shared/api/ticket'
import type { Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { TicketId } from '@palm/shared/ticket/ticket'
import { makeAutoObservable } from 'mobx'

export interface TicketsPorts {
  readonly api: ApiClient
  readonly newId: NewId
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** Without the id, which the store makes. */
export type Question = Pick<Sent<'ticket.ask'>, 'kind' | 'claimedFen' | 'text'>

/** A driver's questions: all of them, or those about one order. */
export class TicketsStore {
  tickets: Loaded<readonly TicketView[]> = LOADING
  servicePhone: ServicePhoneView | null = null
  nextBeforeMs: number | null = null
  busy = false
  refusal: AnyRefusal | null = null
  /** The id of the question that is being sent: a repeat after a lost answer is the same one. */
  private pending: { readonly text: string; readonly id: TicketId } | null = null

  constructor(
    private readonly ports: TicketsPorts,
    private readonly orderId: OrderId | null,
  ) {
    makeAutoObservable<this, 'orderId' | 'pending' | 'ports'>(
      this,
      { orderId: false, pending: false, ports: false },
      { autoBind: true },
    )
  }

  async load(): Promise<void> {
    this.take(await this.page(null))
  }

  async loadMore(): Promise<void> {
    const { nextBeforeMs, tickets } = this
    if (nextBeforeMs === null || tickets.at !== 'ready') return
    const answer = await this.page(nextBeforeMs)
    if (!answer.ok) return this.finish(answer.refusal)
    const older = { ...answer.value, tickets: [...tickets.value, ...answer.value.tickets] }
    this.take({ ok: true, value: older })
  }

  /** Resolves to whether the question has arrived. */
  async ask({ claimedFen, kind, text }: Question): Promise<boolean> {
    const id = this.pending?.text === text ? this.pending.id : this.ports.newId('ticket')
    this.pending = { id, text }
    const { orderId } = this
    const request = { ticketId: id, kind, orderId, claimedFen, text }
    return this.change(() => this.ports.api.call('ticket.ask', request))
  }

  say(ticketId: TicketId, text: string): Promise<boolean> {
    return this.change(() => this.ports.api.call('ticket.say', { ticketId, text }))
  }

  close(ticketId: TicketId): Promise<boolean> {
    return this.change(() => this.ports.api.call('ticket.close', { ticketId }))
  }

  private page(beforeMs: number | null) {
    const { api, enter } = this.ports
    const { orderId } = this
    return asMember(enter, () => api.call('ticket.list', { orderId, beforeMs }))
  }

  private async change(ask: () => Promise<Result<TicketView, AnyRefusal>>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const answer = await asMember(this.ports.enter, ask)
    this.finish(answer.ok ? null : answer.refusal)
    if (answer.ok) this.know(answer.value)
    return answer.ok
  }

  private know(ticket: TicketView): void {
    this.pending = null
    const known = this.tickets.at === 'ready' ? this.tickets.value : []
    const isKnown = known.some(({ ticketId }) => ticketId === ticket.ticketId)
    const value = isKnown
      ? known.map((one) => (one.ticketId === ticket.ticketId ? ticket : one))
      : [ticket, ...known]
    this.tickets = { at: 'ready', value }
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
  }

  private take(answer: Awaited<ReturnType<TicketsStore['page']>>): void {
    this.tickets = reloaded(
      this.tickets,
      answer.ok ? { ok: true, value: answer.value.tickets } : answer,
    )
    if (!answer.ok) return
    this.nextBeforeMs = answer.value.nextBeforeMs
    this.servicePhone = answer.value.servicePhone
  }
}
