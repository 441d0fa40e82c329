import type { OrderView } from '@palm/shared/api/order'
import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import { hourAt, type KeyHour, orderKeyAt } from '@palm/shared/passphrase/key'
import {
  type Passphrase,
  passphraseIn,
  slotAt,
  slotRemainderMs,
} from '@palm/shared/passphrase/passphrase'
import { writeShownCode } from '@palm/shared/passphrase/shown-code'
import { makeAutoObservable } from 'mobx'
import type { Clock } from '@palm/client/ports'
import { Poll } from '@palm/client/loading/poll'

export interface LivingPassphrase extends Passphrase {
  /** Content of the QR code. */
  readonly shownCode: string
}

/** The passphrase of a paid order, computed for every slot, without network. */
export class PassphraseStore {
  private nowMs: EpochMs
  private readonly tick: Poll

  constructor(
    private readonly clock: Clock,
    private readonly orderOf: () => OrderView | null,
  ) {
    this.nowMs = clock.now()
    this.tick = new Poll(
      clock,
      () => this.look(),
      () => SECOND_MS - (clock.now() % SECOND_MS),
    )
    makeAutoObservable<this, 'clock' | 'orderOf' | 'tick'>(
      this,
      { clock: false, orderOf: false, tick: false },
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

  /** Remaining validity of the current passphrase, in milliseconds. */
  get remainderMs(): number {
    return slotRemainderMs(this.nowMs)
  }

  /** Null unless the order is paid, not yet confirmed, and has a key for this hour. */
  get living(): LivingPassphrase | null {
    const order = this.orderOf()
    const key = order?.passphrase && orderKeyAt(order.passphrase.keys, this.nowMs)
    if (!order || !key) return null
    const passphrase = passphraseIn(this.slot, key)
    return { ...passphrase, shownCode: shownCodeOf(order, this.hour, passphrase.digits) }
  }

  /** The order is paid, and this phone was offline for so long that its keys have expired. */
  get isOutdated(): boolean {
    return this.living === null && Boolean(this.orderOf()?.passphrase)
  }

  private get hour(): KeyHour {
    return hourAt(this.nowMs)
  }

  /** Changes twice a minute, while `nowMs` changes every second. */
  private get slot(): number {
    return slotAt(this.nowMs)
  }

  private look(): void {
    this.nowMs = this.clock.now()
  }
}

const shownCodeOf = (order: OrderView, hour: KeyHour, digits: string) =>
  writeShownCode({
    stationId: order.stationId,
    hour,
    orderId: order.orderId,
    tail: order.tail,
    nozzleNumber: order.nozzleNumber,
    amountFen: order.amountFen,
    digits,
  })
