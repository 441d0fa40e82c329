import type { DutyView, StaffOrderView } from '@palm/shared/api/staff'
import { type Fen, fen, plainYuan, subtractFen } from '@palm/shared/kernel/fen'
import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { Asked } from '@palm/shared/order/approval'
import type { OrderId, RejectionReason, Unproven } from '@palm/shared/order/order'
import { hourAt, orderKey, type PassphraseSubject } from '@palm/shared/passphrase/key'
import { type Passphrase, passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { readShownCode, type ShownCode } from '@palm/shared/passphrase/shown-code'
import { type Verifier, verifyDigits, verifyShown } from '@palm/shared/passphrase/verify'
import type { SaleWay } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '../api/api-client'
import { AskStore } from './ask-store'
import type { Clock, Wallet } from '../platform/ports'
import { type Accepted, type Confirmation, hasNotArrived, type OfflineBook } from './offline-book'
import { Poll } from './poll'
import { RestStore } from './rest-store'
import { type AmountKey, amountIn, typeAmount } from './typed-amount'

export interface VerifyPorts {
  readonly api: ApiClient
  readonly wallet: Pick<Wallet, 'scan'>
  readonly clock: Clock
  readonly book: OfflineBook
}

/** The order in front of the attendant: from his queue, or read from a driver's screen offline. */
export interface VerifySubject extends PassphraseSubject {
  readonly orderId: OrderId
  /** What the driver paid. Null, like all below, where only his screen is known. */
  readonly payableFen: Fen | null
  readonly way: SaleWay | null
  readonly gradeName: string | null
}

export interface VerifyDuty {
  readonly duty: DutyView
  /** What else waits here: it tells a mix-up from a fake. */
  readonly waiting: readonly VerifySubject[]
}

/** `kept` waits on this phone for the network, `asked` for a manager. */
export type VerifyOutcome = 'confirmed' | 'kept' | 'rejected' | 'asked'

const DIGITS = 6

/** One order from the driver's words to the attendant's confirmation. */
export class VerifyStore {
  digits = ''
  proof: Confirmation['proof'] | null = null
  amountText: string
  busy = false
  refusal: AnyRefusal | null = null
  outcome: VerifyOutcome | null = null
  /** What one person may not do alone is being put to a manager. */
  asking: AskStore | null = null
  /** What would go back to the driver. */
  readonly back: RestStore
  /** The first key replaces a figure that nobody typed. */
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

  /** What the driver's screen should show now; null where this phone has no key of the hour. */
  get expected(): Passphrase | null {
    const now = hourAt(this.nowMs)
    const entry = this.at.duty.hourKeys.find(({ hour }) => hour === now)
    return entry ? passphraseIn(slotAt(this.nowMs), orderKey(entry.key, this.subject)) : null
  }

  /** What went into the tank; null while the field is empty. */
  get dispensed(): Fen | null {
    return amountIn(this.amountText)
  }

  /** What was ordered and did not go into the tank, at the pump price. */
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

  /** Whatever a camera saw. */
  checkScanned(scanned: string): void {
    if (this.proof) return
    const shown = readShownCode(scanned)
    if (!shown) this.refusal = { code: 'client/not-a-passphrase' }
    else this.take('scan', shown.digits, this.verify(shown))
  }

  /** They know the driver by other means; the record says why, under their name. */
  goWithoutPassphrase(why: Unproven): void {
    this.proof = { kind: 'none', why }
    this.refusal = null
  }

  typeAmount(key: AmountKey): void {
    if (this.busy) return
    this.amountText = typeAmount(this.amountIsTyped ? this.amountText : '', key)
    this.amountIsTyped = true
    this.back.of(this.dispensed)
  }

  /** All that was paid for went into the tank. */
  takeWhole(): void {
    this.amountText = plainYuan(this.subject.amountFen)
    this.amountIsTyped = false
    this.back.of(this.dispensed)
  }

  /** With no network it is kept on this phone and sent later: it is good either way. */
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

  /** No fuel for this order: all of it goes back. */
  async reject(reason: RejectionReason): Promise<void> {
    if (this.busy) return
    this.begin()
    const { orderId } = this.subject
    const answer = await this.ports.api.call('staff.reject', { orderId, reason })
    const refusal = answer.ok ? null : answer.refusal
    if (refusal?.code === 'approval/needed') {
      return this.askFor({ kind: 'reject', reason }, fen(refusal.backFen))
    }
    this.finish('rejected', refusal)
  }

  /** The attendant leaves it as it is, or goes back to the list once it is asked. */
  stopAsking(): void {
    if (this.asking?.done) this.outcome = 'asked'
    this.asking = null
  }

  private check(): void {
    this.take('digits', this.digits, verifyDigits(this.digits, this.subject, this.verifier))
  }

  private verify(shown: ShownCode): Result<null, AnyRefusal> {
    return verifyShown(shown, this.subject, this.verifier)
  }

  /**
   * A passphrase that was accepted before, for an order that the server still lists as waiting: the
   * attendant had turned away before they confirmed. For an order that is known from a screen only,
   * nothing says that it was not confirmed since.
   */
  private get usableAcceptance(): Accepted | null {
    const accepted = this.ports.book.acceptedFor(this.subject)
    return accepted && !accepted.spent && this.isKnown ? accepted : null
  }

  /** The server has listed it; otherwise only the driver's screen speaks of it. */
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

  /** With no network only so much is let through that the server has not listed. */
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
    this.proof = { kind, digits, atMs }
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
    // The server knows the passphrase better: back to the driver's screen.
    else if (refusal.code.startsWith('passphrase/')) this.proof = null
  }

  private look(): void {
    this.nowMs = this.ports.clock.now()
  }
}

export const subjectOf = (order: StaffOrderView): VerifySubject => ({
  orderId: order.orderId,
  tail: order.tail,
  nozzleNumber: order.nozzleNumber,
  amountFen: fen(order.amountFen),
  payableFen: fen(order.payableFen),
  way: order.way,
  gradeName: order.gradeName,
})
