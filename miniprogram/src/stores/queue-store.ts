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

/** The paid orders that wait at the attendant's station. */
export class QueueStore {
  queue: Loaded<QueueReply> = LOADING
  soundOn: boolean
  nowMs: EpochMs
  /** Orders that were announced, or were there when he came. Null until he looked once. */
  private heard: ReadonlySet<OrderId> | null = null
  private readonly poll: Poll

  constructor(private readonly ports: QueuePorts) {
    this.soundOn = ports.storage.read(KEY) !== true
    this.nowMs = ports.clock.now()
    this.poll = new Poll(
      ports.clock,
      () => this.load(),
      () => DELAY_MS,
    )
    makeAutoObservable<this, 'heard' | 'poll' | 'ports'>(
      this,
      { heard: false, poll: false, ports: false },
      { autoBind: true },
    )
  }

  show(): void {
    void this.load()
    this.poll.start()
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

  async load(): Promise<void> {
    this.take(await this.ports.api.call('staff.queue', {}))
  }

  private get all(): readonly StaffOrderView[] {
    return this.queue.at === 'ready'
      ? [...this.queue.value.waiting, ...this.queue.value.recent]
      : []
  }

  private take(answer: Answered<'staff.queue'>): void {
    this.nowMs = this.ports.clock.now()
    const dutyIsOver = !answer.ok && answer.refusal.code.startsWith('staff/')
    this.queue = reloaded(dutyIsOver ? LOADING : this.queue, answer)
    if (answer.ok) this.hear(answer.value.waiting)
  }

  private hear(waiting: readonly StaffOrderView[]): void {
    const { heard } = this
    const fresh = heard ? waiting.filter(({ orderId }) => !heard.has(orderId)) : []
    this.heard = new Set(waiting.map(({ orderId }) => orderId))
    if (this.soundOn) fresh.forEach((order) => this.ports.announce(announcement(order)))
  }
}
