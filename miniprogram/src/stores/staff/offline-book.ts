import type { Sent } from '@palm/shared/api/actions'
import type { DutyView } from '@palm/shared/api/staff'
import type { Fen } from '@palm/shared/kernel/fen'
import { type EpochMs, HOUR_MS } from '@palm/shared/kernel/instant'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { PassphraseSubject } from '@palm/shared/passphrase/key'
import { isWithinOfflineLimits } from '@palm/shared/passphrase/offline-limits'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import type { Storage } from '@palm/client/ports'

export type Confirmation = Sent<'staff.confirm'>

/** A passphrase accepted by this phone; it cannot be used again. */
export interface Accepted extends PassphraseSubject {
  readonly digits: string
  readonly atMs: number
  /** The order was confirmed with it. */
  readonly spent: boolean
  /** The server has listed the order; false if it is known from the driver's screen only. */
  readonly known: boolean
}

/** A completed order: confirmed or refunded. Its passphrase is no longer valid. */
interface Ended {
  readonly tail: string
  readonly atMs: number
}

/** A confirmation not yet sent to the server. */
export interface Pending {
  readonly confirmation: Confirmation
  readonly nozzleNumber: number
  readonly amountFen: number
  /** Why the server refused it; null while it has not been sent. */
  readonly refusal: AnyRefusal | null
}

interface Book {
  readonly accepted: readonly Accepted[]
  readonly pending: readonly Pending[]
  readonly ended: readonly Ended[]
}

const KEY = 'offline-book'
const EMPTY: Book = { accepted: [], pending: [], ended: [] }

/** More than a day's orders of one phone. */
const ACCEPTED_MAX = 500
const ENDED_MAX = 500

/** After this time the keys of an order have expired. */
const ENDED_KEPT_MS = 3 * HOUR_MS

/**
 * Offline work of an attendant. It survives the app; confirmations are sent when the network is
 * back, and retried until they are answered, since a repeat has no effect.
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

  /** Takes over the queue: orders known to the server, and completed ones. */
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

  /** Whether this duty may accept another order that the server has not listed. */
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

  /** The attendant has read the server's refusal. */
  dismiss(orderId: string): void {
    this.write({ pending: this.without(orderId) })
  }

  /** Sends pending confirmations, oldest first, until there is no answer. */
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

/**
 * The server has not decided: the confirmation is sent again, in the attendant's next duty if
 * necessary.
 */
export const hasNotArrived = ({ code }: AnyRefusal): boolean =>
  /^(client|service|session)\//.test(code) || code === 'staff/not-on-duty'

const isSame = (a: PassphraseSubject, b: PassphraseSubject) =>
  a.tail === b.tail && a.nozzleNumber === b.nozzleNumber && a.amountFen === b.amountFen

/** The format is ours alone; data of older versions is dropped. */
function readBook(stored: unknown): Book {
  const isBook =
    typeof stored === 'object' && stored !== null && 'accepted' in stored && 'pending' in stored
  return isBook ? { ...EMPTY, ...(stored as Book) } : EMPTY
}
