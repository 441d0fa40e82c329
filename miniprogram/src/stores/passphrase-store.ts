import type { OrderView } from '@palm/shared/api/order'
import { fen } from '@palm/shared/kernel/fen'
import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import {
  type Passphrase,
  passphraseIn,
  slotAt,
  slotRemainderMs,
} from '@palm/shared/passphrase/passphrase'
import { writeShownCode } from '@palm/shared/passphrase/shown-code'
import { makeAutoObservable } from 'mobx'
import type { Clock } from '../platform/ports'
import { Poll } from './poll'

export interface LivingPassphrase extends Passphrase {
  /** What the QR code says. */
  readonly shownCode: string
}

/** The passphrase of a paid order, made anew for every slot, with no network. */
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

  /** How long the present passphrase still lives. */
  get remainderMs(): number {
    return slotRemainderMs(this.nowMs)
  }

  /** Null unless the order is paid and not yet confirmed. */
  get living(): LivingPassphrase | null {
    const order = this.orderOf()
    if (!order?.passphrase) return null
    const passphrase = passphraseIn(this.slot, order.passphrase.orderKey)
    return { ...passphrase, shownCode: shownCodeOf(order, order.passphrase.day, passphrase.digits) }
  }

  /** Changes twice a minute, where `nowMs` changes every second. */
  private get slot(): number {
    return slotAt(this.nowMs)
  }

  private look(): void {
    this.nowMs = this.clock.now()
  }
}

const shownCodeOf = (
  order: OrderView,
  day: Parameters<typeof writeShownCode>[0]['day'],
  digits: string,
) =>
  writeShownCode({
    stationId: order.stationId,
    day,
    orderId: order.orderId,
    nozzleNumber: order.nozzleNumber,
    amountFen: fen(order.amountFen),
    digits,
  })
