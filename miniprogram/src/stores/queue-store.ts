import type { QueueReply, StaffOrderView } from '@palm/shared/api/staff'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { OrderId } from '@palm/shared/order/order'
import { makeAutoObservable } from 'mobx'
import type { Answered, ApiClient } from '../api/api-client'
import type { Announce, Clock, Storage } from '../platform/ports'
import { announcement } from '../words/announcement'
import { type Loaded, LOADING, reloaded } from './loaded'
import { Poll } from './poll'

export interface QueuePorts {
  readonly api: ApiClient
  readonly announce: Announce
  readonly clock: Clock
  readonly storage: Storage
}

const KEY = 'sound-off'
const DELAY_MS = 3_000

export interface Queue extends QueueReply {
  readonly recent: readonly StaffOrderView[]
}

/** The paid orders that wait at the attendant's station. */
export class QueueStore {
  queue: Loaded<Queue> = LOADING
  soundOn: boolean
  nowMs: EpochMs
  /** Orders that were announced, or were there when he came. Null until he looked once. */
  private heard: ReadonlySet<OrderId> | null = null
  /** Something left the waiting orders: it is among the recent ones now. */
  private recentIsOld = true
  private readonly poll: Poll

  constructor(private readonly ports: QueuePorts) {
    this.soundOn = ports.storage.read(KEY) !== true
    this.nowMs = ports.clock.now()
    this.poll = new Poll(
      ports.clock,
      () => this.load(),
      () => DELAY_MS,
    )
    makeAutoObservable<this, 'heard' | 'poll' | 'ports' | 'recentIsOld'>(
      this,
      { heard: false, poll: false, ports: false, recentIsOld: false },
      { autoBind: true },
    )
  }

  show(): void {
    if (this.poll.isOn) return
    this.recentIsOld = true
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

  /** Asked every few seconds: what hardly changes is asked for only when it did. */
  async load(): Promise<void> {
    this.take(await this.ports.api.call('staff.queue', { withRecent: this.recentIsOld }))
  }

  private get all(): readonly StaffOrderView[] {
    return this.queue.at === 'ready'
      ? [...this.queue.value.waiting, ...this.queue.value.recent]
      : []
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
    const someLeft = this.waiting.some(({ orderId }) => !still.has(orderId))
    this.recentIsOld = value.recent === null && (this.recentIsOld || someLeft)
    const recent = value.recent ?? (before.at === 'ready' ? before.value.recent : [])
    this.queue = { at: 'ready', value: { ...value, recent } }
    this.hear(value.waiting)
  }

  private hear(waiting: readonly StaffOrderView[]): void {
    const { heard } = this
    const fresh = heard ? waiting.filter(({ orderId }) => !heard.has(orderId)) : []
    this.heard = new Set(waiting.map(({ orderId }) => orderId))
    if (this.soundOn) fresh.forEach((order) => this.ports.announce(announcement(order)))
  }
}
