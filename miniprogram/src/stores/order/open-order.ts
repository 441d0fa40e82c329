import type { OrderView } from '@palm/shared/api/order'
import type { OrderId, OrderStatus } from '@palm/shared/order/facts/order'
import { makeAutoObservable } from 'mobx'
import type { Storage } from '@palm/client/ports'

interface Kept {
  readonly orderId: OrderId
  /** Last known state; null if it was sent without an answer. */
  readonly view: OrderView | null
  /** The wallet was opened for it and has not ruled out a payment. */
  readonly isInDoubt: boolean
}

const KEY = 'open-order'

/**
 * The driver's current order. It is stored before it is sent and until it is completed, with its
 * passphrase keys, so that a restarted app resumes it and shows the passphrase without network.
 */
export class OpenOrder {
  kept: Kept | null

  constructor(private readonly storage: Storage) {
    this.kept = readKept(storage.read(KEY))
    makeAutoObservable<this, 'storage'>(this, { storage: false }, { autoBind: true })
  }

  begin(orderId: OrderId): void {
    if (this.kept?.orderId !== orderId) this.write({ orderId, view: null, isInDoubt: false })
  }

  /** The wallet opens for it, or has closed without a payment. */
  doubt(orderId: OrderId, isInDoubt: boolean): void {
    if (this.kept?.orderId === orderId) this.write({ ...this.kept, isInDoubt })
  }

  /**
   * Takes over the server's state of an order. A completed order is removed; an older one that
   * is only viewed does not replace the current one.
   */
  keep(view: OrderView): void {
    if (!isOpen(view.status)) this.forget(view.orderId)
    else if (!this.kept || this.kept.orderId === view.orderId) {
      const isInDoubt = view.status === 'unpaid' && (this.kept?.isInDoubt ?? false)
      this.write({ orderId: view.orderId, view, isInDoubt })
    }
  }

  forget(orderId: OrderId): void {
    if (this.kept?.orderId !== orderId) return
    this.kept = null
    this.storage.remove(KEY)
  }

  private write(kept: Kept): void {
    this.kept = kept
    this.storage.write(KEY, kept)
  }
}

const isOpen = (status: OrderStatus) =>
  status === 'unpaid' || status === 'closing' || status === 'paid'

/** The format is ours alone; data of older versions is dropped. */
function readKept(stored: unknown): Kept | null {
  const isKept =
    typeof stored === 'object' && stored !== null && 'orderId' in stored && 'isInDoubt' in stored
  if (!isKept) return null
  const kept = stored as Kept
  return kept.view && isWhole(kept.view) ? kept : { ...kept, view: null }
}

/** Earlier versions wrote views without lines or service, and passphrases with the key of a day. */
const isWhole = ({ lines, passphrase, service }: Partial<OrderView>): boolean =>
  lines !== undefined && service !== undefined && (!passphrase || 'keys' in passphrase)
