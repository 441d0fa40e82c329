import type { Sent } from '@palm/shared/api/actions'
import type { DutyView } from '@palm/shared/api/staff'
import type { Fen } from '@palm/shared/kernel/fen'
import { type EpochMs, HOUR_MS } from '@palm/shared/kernel/instant'
import type { OrderId } from '@palm/shared/order/order'
import type { PassphraseSubject } from '@palm/shared/passphrase/key'
import { isWithinOfflineLimits } from '@palm/shared/passphrase/offline-limits'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '../api/api-client'
import type { Storage } from '../platform/ports'

export type Confirmation = Sent<'staff.confirm'>

/** A passphrase that this phone has accepted: it is good for nothing more. */
export interface Accepted extends PassphraseSubject {
  readonly digits: string
  readonly atMs: number
  /** The order was confirmed with it. */
  readonly spent: boolean
  /** The server has listed the order; false for one that is known from the driver's screen only. */
  readonly known: boolean
}

/** An order that is done with: confirmed or given back. Its passphrase is good for nothing more. */
interface Ended {
  readonly tail: string
  readonly atMs: number
}

/** A confirmation that the server has not heard of yet. */
export interface Pending {
  readonly confirmation: Confirmation
  readonly nozzleNumber: number
  readonly amountFen: number
  /** Why the server would not take it; null while it has not been asked. */
  readonly refusal: AnyRefusal | null
}

interface Book {
  readonly accepted: readonly Accepted[]
  readonly pending: readonly Pending[]
  readonly ended: readonly Ended[]
}

const KEY = 'offline-book'
const EMPTY: Book = { accepted: [], pending: [], ended: [] }

/** A day's work at one phone, and more. */
const ACCEPTED_MAX = 500
const ENDED_MAX = 500

/** By then the keys of an order have run out. */
const ENDED_KEPT_MS = 3 * HOUR_MS

/**
 * What an attendant did without network. It survives the app; confirmations are sent when the
 * network is back, each as often as it takes: a repeat changes nothing.
 */
export class OfflineBook {
  private book: Book
  private replaying = false

  constructor(
    private readonly api: ApiClient,
    private readonly storage: Storage,
  ) {
    this.book = readBook(storage.read(KEY))
    makeAutoObservable<this, 'api' | 'replaying' | 'storage'>(
      this,
      { api: false, replaying: false, storage: false },
      { autoBind: true },
    )
  }

  get pending(): readonly Pending[] {
    return this.book.pending
  }

  isPending(orderId: OrderId): boolean {
    return this.pending.some(
      ({ confirmation, refusal }) => confirmation.orderId === orderId && refusal === null,
    )
  }

  acceptedFor(subject: PassphraseSubject): Accepted | null {
    return this.book.accepted.find((accepted) => isSame(accepted, subject)) ?? null
  }

  accept(accepted: Omit<Accepted, 'spent'>): void {
    if (this.acceptedFor(accepted)) return
    const entry = { ...accepted, spent: false }
    this.write({ accepted: [entry, ...this.book.accepted].slice(0, ACCEPTED_MAX) })
  }

  /** What the queue says: which orders the server knows, and which are done with. */
  hear(waiting: readonly PassphraseSubject[], endedTails: readonly string[], atMs: EpochMs): void {
    const isNew = (tail: string) => !this.book.ended.some((one) => one.tail === tail)
    const fresh = endedTails.filter(isNew).map((tail) => ({ tail, atMs }))
    const heard = this.book.accepted.filter(
      (one) => !one.known && waiting.some((order) => isSame(order, one)),
    )
    if (fresh.length === 0 && heard.length === 0) return
    const accepted = this.book.accepted.map((one) =>
      heard.includes(one) ? { ...one, known: true } : one,
    )
    const kept = this.book.ended.filter((one) => atMs - one.atMs < ENDED_KEPT_MS)
    this.write({ accepted, ended: [...fresh, ...kept].slice(0, ENDED_MAX) })
  }

  isEnded(tail: string, nowMs: EpochMs): boolean {
    return this.book.ended.some((one) => one.tail === tail && nowMs - one.atMs < ENDED_KEPT_MS)
  }

  /** Whether this duty may let one more order through that the server has not listed. */
  mayAcceptUnknown({ startedAtMs }: DutyView, amountFen: Fen): boolean {
    const soFar = this.book.accepted.filter(
      ({ atMs, known }) => known === false && atMs >= startedAtMs,
    )
    return isWithinOfflineLimits(
      soFar.map((one) => one.amountFen),
      amountFen,
    )
  }

  spend(subject: PassphraseSubject): void {
    const accepted = this.book.accepted.map((one) =>
      isSame(one, subject) ? { ...one, spent: true } : one,
    )
    this.write({ accepted })
  }

  confirmLater(pending: Omit<Pending, 'refusal'>): void {
    const { orderId } = pending.confirmation
    this.write({ pending: [...this.without(orderId), { ...pending, refusal: null }] })
  }

  /** The attendant has read why the server would not take it. */
  dismiss(orderId: string): void {
    this.write({ pending: this.without(orderId) })
  }

  /** Sends what waits, the oldest first, until there is no answer. */
  async replay(): Promise<void> {
    if (this.replaying) return
    this.replaying = true
    for (const { confirmation, refusal } of this.pending) {
      if (refusal) continue
      const answer = await this.api.call('staff.confirm', confirmation)
      if (!answer.ok && hasNotArrived(answer.refusal)) break
      this.settle(confirmation.orderId, answer.ok ? null : answer.refusal)
    }
    this.replaying = false
  }

  private settle(orderId: string, refusal: AnyRefusal | null): void {
    if (refusal === null) return this.dismiss(orderId)
    const pending = this.pending.map((one) =>
      one.confirmation.orderId === orderId ? { ...one, refusal } : one,
    )
    this.write({ pending })
  }

  private without(orderId: string): Pending[] {
    return this.pending.filter(({ confirmation }) => confirmation.orderId !== orderId)
  }

  private write(change: Partial<Book>): void {
    this.book = { ...this.book, ...change }
    this.storage.write(KEY, this.book)
  }
}

/** The server has not decided: it will be asked again, in the attendant's next duty if need be. */
export const hasNotArrived = ({ code }: AnyRefusal): boolean =>
  /^(client|service|session)\//.test(code) || code === 'staff/not-on-duty'

const isSame = (a: PassphraseSubject, b: PassphraseSubject) =>
  a.tail === b.tail && a.nozzleNumber === b.nozzleNumber && a.amountFen === b.amountFen

/** Only we write it; whatever an older version may have left there is dropped. */
function readBook(stored: unknown): Book {
  const isBook =
    typeof stored === 'object' && stored !== null && 'accepted' in stored && 'pending' in stored
  return isBook ? { ...EMPTY, ...(stored as Book) } : EMPTY
}
