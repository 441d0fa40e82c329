import type { WalletRequest } from '@palm/shared/api/order'
import type { Result } from '@palm/shared/kernel/result'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '../api/api-client'
import { Poll } from '../loading/poll'
import type { Clock, WalletOutcome } from '../ports'

/** Where a payment stands between client, wallet and server. */
export type PaymentStep =
  | 'none'
  /** The server opens the payment. */
  | 'opening'
  | 'in-wallet'
  /** The wallet is closed, the server asks the provider. */
  | 'asking'
  /** The wallet reported success, or nothing clear, and the provider has not confirmed it yet. */
  | 'unproven'
  /** Not confirmed after several questions. The payment may still arrive. */
  | 'unseen'
  | 'cancelled'
  | 'failed'
  /** The time for paying is over. */
  | 'too-late'

/** The payment as the server knows it; `unknown` without an answer. */
export type PaymentSeen = 'open' | 'settled' | 'over' | 'unknown'

/** The payment as opened by the server; without a wallet request there is nothing left to pay. */
export interface OpenedPayment {
  readonly seen: PaymentSeen
  readonly wallet: WalletRequest | null
}

/** The order or recharge under a payment. Each method keeps the reply where its screen reads it. */
export interface Payable {
  /** Has the server ask the provider about the payment. */
  report(): Promise<PaymentSeen>
  /** Reads the server's state without asking the provider. */
  read(): Promise<PaymentSeen>
  /** The wallet reported a cancellation, which may be wrong: closes the trade, or leaves it open. */
  abandon(): Promise<PaymentSeen>
  /** Runs after each change of the step. */
  onStep?(step: PaymentStep): void
}

export interface PaymentPorts {
  readonly clock: Clock
  readonly wallet: { pay(request: WalletRequest): Promise<WalletOutcome> }
}

/** One question soon after the wallet, then patience: each is a billed call. */
const UNPROVEN_DELAYS_MS = [3_000, 10_000]
const LAST_UNPROVEN_LOOK = UNPROVEN_DELAYS_MS.length - 1
const UNSEEN_DELAY_MS = 10_000

/** The step after an answer of the server; for an open trade the wallet's outcome decides. */
const STEP_AFTER = { settled: 'none', over: 'too-late', unknown: 'unproven' } as const

/**
 * One payment through the wallet, for an order, a recharge or the like. The wallet's outcome is not
 * proof of payment or of non-payment: only the server's state counts, polled until it is known.
 */
export class PaymentFlow {
  step: PaymentStep = 'none'
  /** Why the payment was not opened. */
  refusal: AnyRefusal | null = null
  private unprovenLooks = 0
  private readonly poll: Poll

  constructor(
    private readonly ports: PaymentPorts,
    private readonly payable: Payable,
  ) {
    this.poll = new Poll(
      ports.clock,
      () => this.look(),
      () => this.lookDelayMs,
    )
    makeAutoObservable<this, 'payable' | 'poll' | 'ports' | 'unprovenLooks'>(
      this,
      { payable: false, poll: false, ports: false, unprovenLooks: false },
      { autoBind: true },
    )
  }

  /** A payment is under way: no other may be started, and nothing be changed. */
  get isUnderWay(): boolean {
    return this.step === 'opening' || this.step === 'in-wallet' || this.step === 'asking'
  }

  /** The provider is asked about money that may be in transit. */
  get isLooking(): boolean {
    return this.step === 'unproven' || this.step === 'unseen'
  }

  /**
   * Whether the payment may be opened again, or cancelled. Not while money may be in transit; once
   * the provider has seen nothing for a while, both are safe: it accepts the same trade once, and a
   * payment takes precedence over a cancellation.
   */
  get isFree(): boolean {
    return !this.isUnderWay && this.step !== 'unproven'
  }

  /** While a screen of it is visible. */
  show(): void {
    this.poll.start()
  }

  hide(): void {
    this.poll.stop()
  }

  /** Opens the payment and takes it through the wallet. */
  async pay(open: () => Promise<Result<OpenedPayment, AnyRefusal>>): Promise<void> {
    this.begin('opening')
    const opened = await open()
    if (!opened.ok) return this.refuse(opened.refusal)
    const { seen, wallet } = opened.value
    if (!wallet) return this.begin(seen === 'settled' ? 'none' : 'too-late')
    this.begin('in-wallet')
    const outcome = await this.ports.wallet.pay(wallet).catch(() => 'unknown' as const)
    await (outcome === 'cancelled' ? this.abandon() : this.report(outcome))
  }

  /** Gives the payment up, unless the provider has it already. */
  async abandon(): Promise<void> {
    this.begin('asking')
    this.conclude(await this.payable.abandon(), 'cancelled')
  }

  /** The app was killed between wallet and server: the payment may well have been made. */
  doubt(): void {
    this.begin('unproven')
  }

  /** The server says that the payment is settled, while something else was asked. */
  settle(): void {
    if (this.step !== 'none' && this.step !== 'too-late') this.begin('none')
  }

  /** Forgets what became of the payment before: another is about to be chosen. */
  reset(): void {
    this.begin('none')
  }

  private async report(outcome: WalletOutcome): Promise<void> {
    this.begin('asking')
    this.conclude(await this.payable.report(), outcome === 'failed' ? 'failed' : 'unproven')
  }

  private conclude(seen: PaymentSeen, whenOpen: PaymentStep): void {
    this.begin(seen === 'open' ? whenOpen : STEP_AFTER[seen])
  }

  private async look(): Promise<void> {
    const isPatient = this.step === 'unseen' || this.unprovenLooks === LAST_UNPROVEN_LOOK
    this.unprovenLooks += 1
    const seen = await (isPatient ? this.payable.read() : this.payable.report())
    // Meanwhile the payment may have been settled, or opened again.
    if (!this.isLooking) return
    if (seen === 'settled' || seen === 'over') this.conclude(seen, 'none')
    else if (isPatient) this.begin('unseen')
  }

  private get lookDelayMs(): number | null {
    if (this.step === 'unproven') return UNPROVEN_DELAYS_MS[this.unprovenLooks] ?? null
    return this.step === 'unseen' ? UNSEEN_DELAY_MS : null
  }

  private refuse(refusal: AnyRefusal): void {
    this.begin('none')
    this.refusal = refusal
  }

  private begin(step: PaymentStep): void {
    this.unprovenLooks = 0
    this.step = step
    this.refusal = null
    this.payable.onStep?.(step)
    this.poll.again()
  }
}
