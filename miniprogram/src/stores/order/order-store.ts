import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING } from '@palm/client/loading/loaded'
import { Poll } from '@palm/client/loading/poll'
import {
  type OpenedPayment,
  PaymentFlow,
  type PaymentPorts,
  type PaymentSeen,
  type PaymentStep,
} from '@palm/client/payment/payment-flow'
import type { Sent } from '@palm/shared/api/actions'
import type { OrderView, PlacedReply } from '@palm/shared/api/order'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { Stars } from '@palm/shared/order/facts/service'
import type { NozzleId } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { OpenOrder } from './open-order'

export interface OrderPorts extends PaymentPorts {
  readonly api: ApiClient
  readonly openOrder: OpenOrder
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

const WAITING_DELAY_MS = 5_000
/** An ended order is polled for two more minutes: a refund arrives, or a figure is corrected. */
const ENDED_DELAY_MS = 20_000
const ENDED_LOOKS = 6

/** All that screens know of one order: the payment under way, and what becomes of it. */
export class OrderStore {
  readonly payment: PaymentFlow
  order: OrderView | null = null
  /** Why the order could not be changed. */
  private unchanged: AnyRefusal | null = null
  /** Why it could not be read just now. */
  unread: AnyRefusal | null = null
  /** Something other than a payment is under way. */
  busy = false
  private endedLooksLeft = 0
  /** Counts received states: an answer to an earlier request is outdated. */
  private taken = 0
  private readonly poll: Poll

  constructor(
    private readonly ports: OrderPorts,
    readonly orderId: OrderId,
  ) {
    this.poll = new Poll(
      ports.clock,
      () => this.look(),
      () => this.lookDelayMs,
    )
    this.payment = new PaymentFlow(ports, {
      report: () => this.report(),
      read: () => this.load().then(() => this.seen),
      // An order stays payable: the driver often closes the wallet to check the figure.
      abandon: () => this.report(),
      onStep: (step) => this.follow(step),
    })
    makeAutoObservable<this, 'poll' | 'ports' | 'taken'>(
      this,
      { orderId: false, payment: false, poll: false, ports: false, taken: false },
      { autoBind: true },
    )
    const { kept } = ports.openOrder
    if (kept?.orderId === orderId) {
      this.order = kept.view
      if (kept.isInDoubt) this.payment.doubt()
    }
  }

  /** The last known state, even if it could not be read again. */
  get shown(): Loaded<OrderView> {
    if (this.order) return { at: 'ready', value: this.order }
    return this.unread ? { at: 'refused', refusal: this.unread } : LOADING
  }

  get step(): PaymentStep {
    return this.payment.step
  }

  /** Why the last thing that the driver asked for was not done. */
  get refusal(): AnyRefusal | null {
    return this.payment.refusal ?? this.unchanged
  }

  get isPaying(): boolean {
    return this.payment.isUnderWay
  }

  /** Or cancel. */
  get canPay(): boolean {
    if (this.busy || this.order?.status !== 'unpaid') return false
    return this.payment.isFree && this.step !== 'too-late'
  }

  /** While a screen of it is seen. */
  show(): void {
    this.poll.start()
    this.payment.show()
  }

  hide(): void {
    this.poll.stop()
    this.payment.hide()
  }

  /** Reloads the order. The stored state stays on the screen meanwhile, and without network. */
  async load(): Promise<void> {
    const { taken } = this
    const answer = await this.ports.api.call('order.get', { orderId: this.orderId })
    if (this.taken === taken) this.takeRead(answer)
  }

  /** Places the order and asks for its payment. The same again is the same order, paid once. */
  async place(request: Omit<Sent<'order.place'>, 'orderId'>): Promise<void> {
    if (!this.isPaying) await this.payment.pay(() => this.open(() => this.askPlaced(request)))
  }

  /** Asks for the payment of an order that was placed before. */
  async pay(): Promise<void> {
    const { api } = this.ports
    const ask = () => api.call('order.pay', { orderId: this.orderId })
    if (this.canPay) await this.payment.pay(() => this.open(ask))
  }

  cancel(): Promise<void> {
    return this.change(() => this.ports.api.call('order.cancel', { orderId: this.orderId }))
  }

  changeNozzle(nozzleId: NozzleId): Promise<void> {
    return this.change(() =>
      this.ports.api.call('order.changeNozzle', { orderId: this.orderId, nozzleId }),
    )
  }

  /** Not served yet: the money goes back at once, or an attendant is asked. */
  askRefund(): Promise<void> {
    return this.change(() => this.ports.api.call('order.askRefund', { orderId: this.orderId }))
  }

  rate(stars: Stars, words: string): Promise<void> {
    const { orderId } = this
    return this.change(() => this.ports.api.call('order.rate', { orderId, stars, words }))
  }

  private async askPlaced(request: Omit<Sent<'order.place'>, 'orderId'>) {
    const { api, enter, openOrder } = this.ports
    openOrder.begin(this.orderId)
    const sent = { ...request, orderId: this.orderId }
    const placed = await asMember(enter, () => api.call('order.place', sent))
    if (!placed.ok && !mayExist(placed.refusal)) openOrder.forget(this.orderId)
    return placed
  }

  private async open(
    ask: () => Promise<Result<PlacedReply, AnyRefusal>>,
  ): Promise<Result<OpenedPayment, AnyRefusal>> {
    const answer = await ask()
    if (!answer.ok) return answer
    const { order, wallet } = answer.value
    this.know(order)
    return ok({ seen: order.status === 'paid' ? 'settled' : 'over', wallet })
  }

  private async report(): Promise<PaymentSeen> {
    const answer = await this.ports.api.call('order.reportPayment', { orderId: this.orderId })
    if (!answer.ok) return 'unknown'
    this.know(answer.value)
    return this.seen
  }

  private get seen(): PaymentSeen {
    return (this.order?.status ?? 'unpaid') === 'unpaid' ? 'open' : 'settled'
  }

  private follow(step: PaymentStep): void {
    this.unchanged = null
    if (step === 'in-wallet') this.ports.openOrder.doubt(this.orderId, true)
    if (step === 'cancelled' || step === 'failed') this.ports.openOrder.doubt(this.orderId, false)
    this.poll.again()
  }

  private async look(): Promise<void> {
    if (this.endedLooksLeft > 0) this.endedLooksLeft -= 1
    await this.load()
  }

  private get lookDelayMs(): number | null {
    if (this.isPaying || this.payment.isLooking) return null
    if (this.endedLooksLeft > 0) return ENDED_DELAY_MS
    const { status } = this.order ?? {}
    const isWaiting = status === 'paid' || status === 'closing' || this.step === 'too-late'
    return isWaiting && status !== 'closed' ? WAITING_DELAY_MS : null
  }

  private async change(ask: () => Promise<Result<OrderView, AnyRefusal>>): Promise<void> {
    if (this.busy || this.isPaying) return
    this.busy = true
    this.takeChanged(await ask())
  }

  private takeChanged(answer: Result<OrderView, AnyRefusal>): void {
    this.busy = false
    this.unchanged = answer.ok ? null : answer.refusal
    if (answer.ok) this.know(answer.value)
    this.poll.again()
  }

  private takeRead(answer: Result<OrderView, AnyRefusal>): void {
    this.unread = answer.ok ? null : answer.refusal
    if (answer.ok) this.know(answer.value)
    else if (answer.refusal.code === 'order/unknown') this.ports.openOrder.forget(this.orderId)
    this.poll.again()
  }

  private know(order: OrderView): void {
    this.taken += 1
    if (isJustEnded(this.order, order)) this.endedLooksLeft = ENDED_LOOKS
    this.order = order
    this.ports.openOrder.keep(order)
    if (order.status !== 'unpaid') this.payment.settle()
  }
}

/** Confirmed on the screen, or a refund under way, also where the screen opens with it. */
const isJustEnded = (before: OrderView | null, { status }: OrderView): boolean =>
  (before?.status === 'paid' && status === 'confirmed') ||
  (before?.status !== 'refunding' && status === 'refunding')

/** After these the order may have come into being all the same. */
const mayExist = ({ code }: AnyRefusal) =>
  code === 'client/no-answer' || code === 'service/failed' || code.startsWith('payment/')
