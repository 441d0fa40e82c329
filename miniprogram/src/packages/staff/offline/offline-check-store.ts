import type { DutyView } from '@palm/shared/api/staff'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { PassphraseSubject } from '@palm/shared/passphrase/key'
import { verifyDigits } from '@palm/shared/passphrase/verify'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'
import type { OfflineBook } from '../../../stores/staff/offline-book'
import type { VerifySubject } from '../../../stores/staff/verify-subject'
import { amountIn } from '../../../stores/typed-amount'

export interface OfflineCheckPorts {
  readonly clock: Clock
  readonly book: OfflineBook
}

export type OfflineField = 'nozzle' | 'amount' | 'tail' | 'digits'

const FORMS: Readonly<Record<OfflineField, RegExp>> = {
  nozzle: /^\d{1,3}$/,
  amount: /^\d{1,5}(\.\d{1,2})?$/,
  tail: /^[0-9A-Z]{4}$/,
  digits: /^\d{6}$/,
}

/**
 * Verifies a passphrase for an order unknown to this phone: its subject is typed from the driver's
 * screen, and the hour key alone decides.
 */
export class OfflineCheckStore {
  typed: Readonly<Record<OfflineField, string>> = { nozzle: '', amount: '', tail: '', digits: '' }
  refusal: AnyRefusal | null = null
  accepted: PassphraseSubject | null = null

  constructor(
    private readonly ports: OfflineCheckPorts,
    private readonly duty: DutyView,
    private readonly waiting: readonly VerifySubject[],
  ) {
    makeAutoObservable<this, 'duty' | 'ports' | 'waiting'>(
      this,
      { duty: false, ports: false, waiting: false },
      { autoBind: true },
    )
  }

  get canCheck(): boolean {
    return this.subject !== null && FORMS.digits.test(this.typed.digits)
  }

  type(field: OfflineField, text: string): void {
    this.typed = { ...this.typed, [field]: field === 'tail' ? text.toUpperCase() : text }
    this.refusal = null
    this.accepted = null
  }

  check(): void {
    const { ports, subject } = this
    if (!subject || !this.canCheck) return
    const { digits } = this.typed
    const atMs = ports.clock.now()
    const orderId = this.orderIdOf(subject)
    const { book } = ports
    const isUsed = book.acceptedFor(subject) || book.isEnded(subject.tail, atMs)
    const known = this.waiting.some(({ tail }) => tail === subject.tail)
    if (!known && !isUsed && !book.mayAcceptUnknown(this.duty, subject.amountFen)) {
      this.refusal = { code: 'client/offline-limit' }
      return
    }
    const result = verifyDigits(
      digits,
      { ...subject, orderId },
      {
        stationId: this.duty.stationId,
        keys: this.duty.hourKeys,
        used: new Set(isUsed ? [orderId] : []),
        waiting: this.waiting,
        nowMs: atMs,
      },
    )
    this.refusal = result.ok ? null : result.refusal
    if (!result.ok) return
    this.accepted = subject
    book.accept({ ...subject, digits, atMs, known })
  }

  private get subject(): PassphraseSubject | null {
    const { amount, nozzle, tail } = this.typed
    const amountFen = FORMS.amount.test(amount) ? amountIn(amount) : null
    if (amountFen === null || !FORMS.nozzle.test(nozzle) || !FORMS.tail.test(tail)) return null
    return { tail, nozzleNumber: Number(nozzle), amountFen }
  }

  /** The driver's screen shows only the tail; the verifier needs nothing else of the id. */
  private orderIdOf({ tail }: PassphraseSubject): OrderId {
    const known = this.waiting.find((order) => order.tail === tail)
    return known?.orderId ?? `order:${tail.toLowerCase()}`
  }
}
