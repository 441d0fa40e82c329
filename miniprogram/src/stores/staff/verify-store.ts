import type { DutyView } from '@palm/shared/api/staff'
import { type Fen, plainYuan, subtractFen } from '@palm/shared/kernel/fen'
import { businessDay, type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { DeclineReason } from '@palm/shared/order/facts/service'
import type { Asked } from '@palm/shared/order/verbs/approval'
import type { RejectionReason, Unproven } from '@palm/shared/order/facts/order'
import { hourAt, orderKey } from '@palm/shared/passphrase/key'
import { type Passphrase, passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { readShownCode, type ShownCode } from '@palm/shared/passphrase/shown-code'
import { type Verifier, verifyDigits, verifyShown } from '@palm/shared/passphrase/verify'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { AskStore } from './ask-store'
import type { Clock } from '@palm/client/ports'
import type { Wallet } from '../../platform/ports'
import { type Accepted, type Confirmation, hasNotArrived, type OfflineBook } from './offline-book'
import { Poll } from '@palm/client/loading/poll'
import { RestStore } from './rest-store'
import type { VerifySubject } from './verify-subject'
import { type AmountKey, amountIn, typeAmount } from '../typed-amount'

export interface VerifyPorts {
  readonly api: ApiClient
  readonly wallet: Pick<Wallet, 'scan'>
  readonly clock: Clock
  readonly book: OfflineBook
}

export interface VerifyDuty {
  readonly duty: DutyView
  /** Other waiting orders, to distinguish a mix-up from a fake. */
  readonly waiting: readonly VerifySubject[]
}

/** `kept` waits on this phone for the network, `asked` for a manager. */
export type VerifyOutcome = 'confirmed' | 'kept' | 'rejected' | 'asked' | 'declined'

const DIGITS = 6

/** One order from verification to confirmation. */
export class VerifyStore {
  digits = ''
  proof: Confirmation['proof'] | null = null
  amountText: string
  busy = false
  refusal: AnyRefusal | null = null
  outcome: VerifyOutcome | null = null
  /** The request to a manager, while it is made. */
  asking: AskStore | null = null
  /** Preview of the refund. */
  readonly back: RestStore
  /** The first key replaces a prefilled figure. */
  private amountIsTyped = false
  private nowMs: EpochMs
  private readonly tick: Poll

  constructor(
    private readonly ports: VerifyPorts,
    readonly subject: VerifySubject,
    private readonly at: VerifyDuty,
  ) {
    const { clock } = ports
    const accepted = this.usableAcceptance
    if (accepted) {
      this.proof = { kind: 'digits', digits: accepted.digits, atMs: accepted.atMs }
    }
    this.amountText = subject.way === 'pay-first' ? '' : plainYuan(subject.amountFen)
    this.back = new RestStore(ports, subject)
    this.back.of(this.dispensed)
    this.nowMs = clock.now()
    this.tick = new Poll(
      clock,
      () => this.look(),
      () => SECOND_MS,
    )
    makeAutoObservable<this, 'at' | 'ports' | 'tick'>(
      this,
      { at: false, back: false, ports: false, subject: false, tick: false },
      { autoBind: true },
    )
  }

  show(): void {
    this.look()
    this.tick.start()
  }

  hide(): void {
    this.tick.stop()
  }

  /** Passphrase expected on the driver's screen now; null without a key for this hour. */
  get expected(): Passphrase | null {
    const now = hourAt(this.nowMs)
    const entry = this.at.duty.hourKeys.find(({ hour }) => hour === now)
    return entry ? passphraseIn(slotAt(this.nowMs), orderKey(entry.key, this.subject)) : null
  }

  /** Dispensed amount; null while the field is empty. */
  get dispensed(): Fen | null {
    return amountIn(this.amountText)
  }

  /** Ordered but not dispensed, at the pump price. */
  get rest(): Fen | null {
    const { dispensed } = this
    return dispensed === null ? null : subtractFen(this.subject.amountFen, dispensed)
  }

  get canConfirm(): boolean {
    return this.proof !== null && this.rest !== null && this.rest >= 0 && !this.busy
  }

  typeDigit(key: AmountKey): void {
    if (this.proof || key === '.') return
    this.refusal = null
    this.digits = key === 'back' ? this.digits.slice(0, -1) : (this.digits + key).slice(0, DIGITS)
    if (this.digits.length === DIGITS) this.check()
  }

  async scan(): Promise<void> {
    const scanned = await this.ports.wallet.scan()
    if (scanned !== null) this.checkScanned(scanned)
  }

  /** Verifies any scanned text. */
  checkScanned(scanned: string): void {
    if (this.proof) return
    const shown = readShownCode(scanned)
    if (!shown) this.refusal = { code: 'client/not-a-passphrase' }
    else this.take('scan', shown.digits, this.verify(shown))
  }

  /** The attendant knows the driver by other means; the reason is recorded under their name. */
  goWithoutPassphrase(why: Unproven): void {
    this.prove({ kind: 'none', why })
    this.refusal = null
  }

  typeAmount(key: AmountKey): void {
    if (this.busy) return
    this.amountText = typeAmount(this.amountIsTyped ? this.amountText : '', key)
    this.amountIsTyped = true
    this.back.of(this.dispensed)
  }

  /** The whole paid amount was dispensed. */
  takeWhole(): void {
    this.amountText = plainYuan(this.subject.amountFen)
    this.amountIsTyped = false
    this.back.of(this.dispensed)
  }

  /** Without network it is kept on this phone and sent later; both are valid. */
  async confirm(): Promise<void> {
    const { dispensed, proof, subject } = this
    if (!this.canConfirm || dispensed === null || !proof) return
    const confirmation = { orderId: subject.orderId, dispensedFen: dispensed, proof }
    this.begin()
    const answer = await this.ports.api.call('staff.confirm', confirmation)
    if (!answer.ok && hasNotArrived(answer.refusal)) {
      const { amountFen, nozzleNumber } = subject
      this.ports.book.confirmLater({ confirmation, amountFen, nozzleNumber })
      return this.finish('kept', null)
    }
    this.finish('confirmed', answer.ok ? null : answer.refusal)
  }

  /** No fuel was delivered: the whole order is refunded. */
  async reject(reason: RejectionReason): Promise<void> {
    if (this.busy) return
    this.begin()
    const { orderId } = this.subject
    const answer = await this.ports.api.call('staff.reject', { orderId, reason })
    const refusal = answer.ok ? null : answer.refusal
    if (refusal?.code === 'approval/needed') {
      return this.askFor({ kind: 'reject', reason }, refusal.backFen)
    }
    this.finish('rejected', refusal)
  }

  /** The driver keeps the order, and reads why. */
  async declineRefund(reason: DeclineReason, note: string): Promise<void> {
    if (this.busy) return
    this.begin()
    const { orderId } = this.subject
    const answer = await this.ports.api.call('staff.declineRefund', { orderId, reason, note })
    this.busy = false
    if (answer.ok) this.outcome = 'declined'
    else this.refusal = answer.refusal
  }

  /** The attendant cancels, or returns to the list after the request was sent. */
  stopAsking(): void {
    if (this.asking?.done) this.outcome = 'asked'
    this.asking = null
  }

  /**
   * Fuel paid before may flow from now on, so the server is told: the driver can no longer take the
   * money back alone. Without network the attendant works on as before.
   */
  private prove(proof: Confirmation['proof']): void {
    this.proof = proof
    if (this.subject.way !== 'fuel-first') void this.tellAccepted(proof)
  }

  private async tellAccepted(proof: Confirmation['proof']): Promise<void> {
    const { orderId } = this.subject
    const answer = await this.ports.api.call('staff.accept', { orderId, proof })
    if (!answer.ok && !hasNotArrived(answer.refusal)) this.withdraw(answer.refusal)
  }

  /** No fuel for it: the server's verdict overrides ours. */
  private withdraw(refusal: AnyRefusal): void {
    if (this.outcome !== null) return
    this.proof = null
    this.refusal = refusal
  }

  private check(): void {
    this.take('digits', this.digits, verifyDigits(this.digits, this.subject, this.verifier))
  }

  private verify(shown: ShownCode): Result<null, AnyRefusal> {
    return verifyShown(shown, this.subject, this.verifier)
  }

  /**
   * A passphrase that was already accepted for an order still listed as waiting: the attendant left
   * the screen before confirming. An order known from a screen only may have been confirmed since,
   * so it cannot be used again.
   */
  private get usableAcceptance(): Accepted | null {
    const accepted = this.ports.book.acceptedFor(this.subject)
    // It lapses with the day: nobody remembers the car any more.
    const isOfToday =
      accepted && businessDay(accepted.atMs as EpochMs) === businessDay(this.ports.clock.now())
    return isOfToday && !accepted.spent && this.isKnown ? accepted : null
  }

  /** The server has listed it; otherwise it is known from the driver's screen only. */
  private get isKnown(): boolean {
    return this.subject.way !== null
  }

  private get verifier(): Verifier {
    const { duty, waiting } = this.at
    const { book, clock } = this.ports
    const nowMs = clock.now()
    const isAccepted = book.acceptedFor(this.subject) !== null && !this.usableAcceptance
    const isUsed = isAccepted || (!this.isKnown && book.isEnded(this.subject.tail, nowMs))
    return {
      stationId: duty.stationId,
      keys: duty.hourKeys,
      used: new Set(isUsed ? [this.subject.orderId] : []),
      waiting,
      nowMs,
    }
  }

  /** Limit of unlisted orders without network. */
  private get beyondLimits(): AnyRefusal | null {
    const isWithin =
      this.isKnown || this.ports.book.mayAcceptUnknown(this.at.duty, this.subject.amountFen)
    return isWithin ? null : { code: 'client/offline-limit' }
  }

  private take(kind: 'digits' | 'scan', digits: string, result: Result<null, AnyRefusal>): void {
    this.digits = ''
    this.refusal = result.ok ? this.beyondLimits : result.refusal
    if (this.refusal) return
    const { amountFen, nozzleNumber, tail } = this.subject
    const atMs = this.ports.clock.now()
    this.prove({ kind, digits, atMs })
    this.ports.book.accept({ amountFen, nozzleNumber, tail, digits, atMs, known: this.isKnown })
  }

  private askFor(asked: Asked, backFen: Fen): void {
    this.busy = false
    this.asking = new AskStore(this.ports, this.subject.orderId, asked, backFen)
  }

  private begin(): void {
    this.busy = true
    this.refusal = null
  }

  private finish(outcome: VerifyOutcome, refusal: AnyRefusal | null): void {
    this.busy = false
    this.refusal = refusal
    if (refusal === null) {
      this.outcome = outcome
      this.ports.book.spend(this.subject)
    }
    // The server's verdict overrides ours: back to the passphrase step.
    else if (refusal.code.startsWith('passphrase/')) this.proof = null
  }

  private look(): void {
    this.nowMs = this.ports.clock.now()
  }
}
