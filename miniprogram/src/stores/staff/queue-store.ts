import type { Sent } from '@palm/shared/api/actions'
import type { QueueReply, StaffOrderView } from '@palm/shared/api/staff'
import { NO_FEN } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { DutyTotals } from '@palm/shared/staff/staff'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, Answered, ApiClient } from '@palm/client/api/api-client'
import type { Clock, Storage } from '@palm/client/ports'
import type { Announce } from '../../platform/ports'
import { announcement } from '../../words/announcement'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { OfflineBook } from './offline-book'
import { Poll } from '@palm/client/loading/poll'
import { subjectOf } from './verify-subject'

export interface QueuePorts {
  readonly api: ApiClient
  readonly announce: Announce
  readonly clock: Clock
  readonly storage: Storage
  readonly book: Pick<OfflineBook, 'hear' | 'pending'>
}

const KEY = 'sound-off'
const DELAY_MS = 3_000

/** Further orders are found by their tail. */
const PAGES_MAX = 10

export interface Queue extends QueueReply {
  readonly recent: readonly StaffOrderView[]
  readonly totals: DutyTotals
}

const NO_TOTALS: DutyTotals = { confirmedCount: 0, confirmedFen: NO_FEN }

type Unobserved = 'heard' | 'pendingCount' | 'poll' | 'ports' | 'recentIsOld' | 'totalsAreOld'

/** Paid orders waiting at the attendant's station. */
export class QueueStore {
  queue: Loaded<Queue> = LOADING
  soundOn: boolean
  /** Result of the search by hand; null without a search. */
  found: readonly StaffOrderView[] | null = null
  searchRefusal: AnyRefusal | null = null
  nowMs: EpochMs
  /** Orders already announced, or present at the start. Null before the first answer. */
  private heard: ReadonlySet<OrderId> | null = null
  /** An order has left the waiting ones, so the recent ones are outdated. */
  private recentIsOld = true
  /** The attendant may have acted since the totals were loaded. */
  private totalsAreOld = true
  /** Confirmations that waited for the network when the queue was loaded. */
  private pendingCount = 0
  private readonly poll: Poll

  constructor(private readonly ports: QueuePorts) {
    this.soundOn = ports.storage.read(KEY) !== true
    this.nowMs = ports.clock.now()
    this.poll = new Poll(
      ports.clock,
      () => this.load(),
      () => DELAY_MS,
    )
    makeAutoObservable<this, Unobserved>(
      this,
      {
        heard: false,
        pendingCount: false,
        poll: false,
        ports: false,
        recentIsOld: false,
        totalsAreOld: false,
      },
      { autoBind: true },
    )
  }

  show(): void {
    if (this.poll.isOn) return
    this.recentIsOld = true
    this.totalsAreOld = true
    this.poll.start()
    void this.load()
  }

  hide(): void {
    this.poll.stop()
  }

  find(orderId: OrderId): StaffOrderView | null {
    return this.all.find((order) => order.orderId === orderId) ?? null
  }

  get waiting(): readonly StaffOrderView[] {
    return this.queue.at === 'ready' ? this.queue.value.waiting : []
  }

  toggleSound(): void {
    this.soundOn = !this.soundOn
    this.ports.storage.write(KEY, !this.soundOn)
  }

  /** Polled every few seconds: rarely changing parts are loaded only after a change. */
  async load(): Promise<void> {
    const { api, book } = this.ports
    const pendingCount = book.pending.length
    const withTotals = this.totalsAreOld || pendingCount !== this.pendingCount
    const asked = { withRecent: this.recentIsOld, withTotals, afterMs: null }
    const first = await api.call('staff.queue', asked)
    if (!first.ok) return this.take(first)
    let { nextAfterMs, waiting } = first.value
    for (let page = 1; nextAfterMs !== null && page < PAGES_MAX; page++) {
      const rest = { withRecent: false, withTotals: false, afterMs: nextAfterMs }
      const next = await api.call('staff.queue', rest)
      // A truncated list would look as if the other orders were completed.
      if (!next.ok) return this.take(next)
      waiting = joined(waiting, next.value.waiting)
      nextAfterMs = next.value.nextAfterMs
    }
    this.pendingCount = pendingCount
    this.take({ ok: true, value: { ...first.value, waiting, nextAfterMs } })
  }

  /** Finds one order without the list; it can be opened like any other. */
  async search(by: Sent<'staff.find'>['by']): Promise<void> {
    this.takeFound(await this.ports.api.call('staff.find', { by }))
  }

  private get all(): readonly StaffOrderView[] {
    const listed =
      this.queue.at === 'ready' ? [...this.queue.value.waiting, ...this.queue.value.recent] : []
    return [...listed, ...(this.found ?? [])]
  }

  private takeFound(answer: Answered<'staff.find'>): void {
    this.searchRefusal = answer.ok ? null : answer.refusal
    this.found = answer.ok ? answer.value.found : null
  }

  private take(answer: Answered<'staff.queue'>): void {
    this.nowMs = this.ports.clock.now()
    const dutyIsOver = !answer.ok && answer.refusal.code.startsWith('staff/')
    const before = dutyIsOver ? LOADING : this.queue
    if (!answer.ok) {
      this.queue = reloaded(before, answer)
      return
    }
    const { value } = answer
    const still = new Set(value.waiting.map(({ orderId }) => orderId))
    const left = this.waiting.filter(({ orderId }) => !still.has(orderId))
    this.recentIsOld = value.recent === null && (this.recentIsOld || left.length > 0)
    this.totalsAreOld = value.totals === null && this.totalsAreOld
    const known = before.at === 'ready' ? before.value : { recent: [], totals: NO_TOTALS }
    const recent = value.recent ?? known.recent
    const totals = value.totals ?? known.totals
    this.queue = { at: 'ready', value: { ...value, recent, totals } }
    const ended = [...left, ...(value.recent ?? [])].map(({ tail }) => tail)
    this.ports.book.hear(value.waiting.map(subjectOf), ended, this.nowMs)
    this.hear(value.waiting)
  }

  private hear(waiting: readonly StaffOrderView[]): void {
    const { heard } = this
    const fresh = heard ? waiting.filter(({ orderId }) => !heard.has(orderId)) : []
    this.heard = new Set(waiting.map(({ orderId }) => orderId))
    if (this.soundOn) fresh.forEach((order) => this.ports.announce(announcement(order)))
  }
}

/** Pages overlap when orders share an instant: each order is kept once. */
function joined(
  before: readonly StaffOrderView[],
  after: readonly StaffOrderView[],
): readonly StaffOrderView[] {
  const known = new Set(before.map(({ orderId }) => orderId))
  return [...before, ...after.filter(({ orderId }) => !known.has(orderId))]
}
