import type { Sent } from '@palm/shared/api/actions'
import type { OrderView, PlacedReply, WalletRequest } from '@palm/shared/api/order'
import type { Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { NozzleId } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '../api/api-client'
import type { Clock, Wallet, WalletOutcome } from '../platform/ports'
import { asMember } from './as-member'
import type { OpenOrder } from './open-order'
import { Poll } from './poll'

export interface OrderPorts {
  readonly api: ApiClient
  readonly wallet: Pick<Wallet, 'pay'>
  readonly clock: Clock
  readonly openOrder: OpenOrder
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** Where a payment stands between phone, wallet and server; the order's own status rules. */
export type PaymentStep =
  | 'none'
  /** The server opens the payment. */
  | 'opening'
  | 'in-wallet'
  /** The wallet is closed, the server is asked what the channel knows. */
  | 'asking'
  /** The wallet said paid, or nothing clear, and the channel has not confirmed it yet. */
  | 'unproven'
  /** Nor after a while. It may still come. */
  | 'unseen'
  | 'cancelled'
  | 'failed'
  /** The server opens no payment for it any more. */
  | 'too-late'

/** One look soon after the wallet, then patience: each question is a billed call. */
const UNPROVEN_DELAYS_MS = [3_000, 10_000]
const UNSEEN_DELAY_MS = 10_000
const WAITING_DELAY_MS = 5_000
/** A confirmed order is polled for two more minutes: a refund arrives, or a figure is corrected. */
const CONFIRMED_DELAY_MS = 20_000
const CONFIRMED_LOOKS = 6

/** All that screens know of one order: the payment under way, and what becomes of it. */
export class OrderStore {
  order: OrderView | null = null
  step: PaymentStep = 'none'
  /** Why the last thing that the driver asked for was not done. */
  refusal: AnyRefusal | null = null
  /** Why it could not be read just now. */
  unread: AnyRefusal | null = null
  /** Something other than a payment is under way. */
  busy = false
  /** How often the channel had nothing to say yet. */
  private unprovenLooks = 0
  private confirmedLooksLeft = 0
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
    const { kept } = ports.openOrder
    if (kept?.orderId === orderId) {
      this.order = kept.view
      // Killed between wallet and server: the driver may well have paid.
      if (kept.isInDoubt) this.begin('unproven')
    }
    makeAutoObservable<this, 'poll' | 'ports' | 'taken'>(
      this,
      { orderId: false, poll: false, ports: false, taken: false },
      { autoBind: true },
    )
  }

  /** A payment is under way: no other may be started, and nothing be changed. */
  get isPaying(): boolean {
    return this.step === 'opening' || this.step === 'in-wallet' || this.step === 'asking'
  }

  /**
   * Or cancel. Not while a payment may be in transit; but when the channel has seen nothing for a
   * while, both are safe: it accepts the same order once, and a payment takes precedence over a
   * cancellation.
   */
  get canPay(): boolean {
    if (this.isPaying || this.busy || this.order?.status !== 'unpaid') return false
    return this.step !== 'unproven' && this.step !== 'too-late'
  }

  /** While a screen of it is seen. */
  show(): void {
    this.poll.start()
  }

  hide(): void {
    this.poll.stop()
  }

  /** Reloads the order. The stored state stays on the screen meanwhile, and without network. */
  async load(): Promise<void> {
    const { taken } = this
    const answer = await this.ports.api.call('order.get', { orderId: this.orderId })
    if (this.taken === taken) this.takeRead(answer)
  }

  /** Places the order and asks for its payment. The same again is the same order, paid once. */
  async place(request: Omit<Sent<'order.place'>, 'orderId'>): Promise<void> {
    if (this.isPaying) return
    this.begin('opening')
    this.ports.openOrder.begin(this.orderId)
    const sent = { ...request, orderId: this.orderId }
    const { api, enter } = this.ports
    const placed = await asMember(enter, () => api.call('order.place', sent))
    if (!placed.ok && !mayExist(placed.refusal)) this.ports.openOrder.forget(this.orderId)
    await this.askWallet(placed)
  }

  /** Asks for the payment of an order that was placed before. */
  async pay(): Promise<void> {
    if (!this.canPay) return
    this.begin('opening')
    await this.askWallet(await this.ports.api.call('order.pay', { orderId: this.orderId }))
  }

  cancel(): Promise<void> {
    return this.change(() => this.ports.api.call('order.cancel', { orderId: this.orderId }))
  }

  changeNozzle(nozzleId: NozzleId): Promise<void> {
    return this.change(() =>
      this.ports.api.call('order.changeNozzle', { orderId: this.orderId, nozzleId }),
    )
  }

  private async askWallet(placed: Result<PlacedReply, AnyRefusal>): Promise<void> {
    if (!placed.ok) return this.settle('none', placed)
    const { order, wallet } = placed.value
    if (!wallet) {
      return this.settle(order.status === 'paid' ? 'none' : 'too-late', { ok: true, value: order })
    }
    this.settle('in-wallet', { ok: true, value: order })
    this.ports.openOrder.doubt(this.orderId, true)
    await this.askServer(await this.walletOutcome(wallet))
  }

  private walletOutcome(request: WalletRequest): Promise<WalletOutcome> {
    return this.ports.wallet.pay(request).catch(() => 'unknown')
  }

  /** The wallet's word is no proof, not even that nothing was charged: the server asks the provider. */
  private async askServer(outcome: WalletOutcome): Promise<void> {
    this.begin('asking')
    const answer = await this.ports.api.call('order.reportPayment', { orderId: this.orderId })
    if (!answer.ok) return this.begin('unproven') // whether it is paid is not known
    if (answer.value.status !== 'unpaid') return this.settle('none', answer)
    if (outcome === 'failed' || outcome === 'cancelled') return this.endWithoutMoney(outcome)
    this.settle('unproven', answer)
  }

  private endWithoutMoney(step: 'cancelled' | 'failed'): void {
    this.ports.openOrder.doubt(this.orderId, false)
    this.begin(step)
  }

  private async look(): Promise<void> {
    if (this.confirmedLooksLeft > 0) this.confirmedLooksLeft -= 1
    if (this.step !== 'unproven') return this.load()
    this.unprovenLooks += 1
    const isLast = this.unprovenLooks >= UNPROVEN_DELAYS_MS.length
    const name = isLast ? 'order.get' : 'order.reportPayment'
    const answer = await this.ports.api.call(name, { orderId: this.orderId })
    if (answer.ok && answer.value.status !== 'unpaid') this.settle('none', answer)
    else if (isLast) this.begin('unseen')
    else this.poll.again()
  }

  private get lookDelayMs(): number | null {
    if (this.isPaying) return null
    if (this.step === 'unproven') return UNPROVEN_DELAYS_MS[this.unprovenLooks] ?? null
    if (this.step === 'unseen') return UNSEEN_DELAY_MS
    if (this.confirmedLooksLeft > 0) return CONFIRMED_DELAY_MS
    const { status } = this.order ?? {}
    const isWaiting = status === 'paid' || status === 'closing' || this.step === 'too-late'
    return isWaiting && status !== 'closed' ? WAITING_DELAY_MS : null
  }

  private async change(ask: () => Promise<Result<OrderView, AnyRefusal>>): Promise<void> {
    if (this.busy || this.isPaying) return
    this.busy = true
    this.take(await ask())
  }

  private begin(step: PaymentStep): void {
    this.unprovenLooks = 0
    this.step = step
    this.refusal = null
    this.poll.again()
  }

  private settle(step: PaymentStep, answer: Result<OrderView, AnyRefusal>): void {
    this.begin(step)
    this.take(answer)
  }

  private takeRead(answer: Result<OrderView, AnyRefusal>): void {
    this.unread = answer.ok ? null : answer.refusal
    if (answer.ok) this.know(answer.value)
    else if (answer.refusal.code === 'order/unknown') this.ports.openOrder.forget(this.orderId)
    this.poll.again()
  }

  private take(answer: Result<OrderView, AnyRefusal>): void {
    this.busy = false
    this.refusal = answer.ok ? null : answer.refusal
    if (answer.ok) this.know(answer.value)
    this.poll.again()
  }

  private know(order: OrderView): void {
    this.taken += 1
    const isJustConfirmed = this.order?.status === 'paid' && order.status === 'confirmed'
    if (isJustConfirmed) this.confirmedLooksLeft = CONFIRMED_LOOKS
    this.order = order
    this.ports.openOrder.keep(order)
    if (order.status !== 'unpaid' && this.step !== 'too-late') this.step = 'none'
  }
}

/** After these the order may have come into being all the same. */
const mayExist = ({ code }: AnyRefusal) =>
  code === 'client/no-answer' || code === 'service/failed' || code.startsWith('payment/')
