import type { StaffOrderView } from '@palm/shared/api/staff'
import type { Fen } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { PassphraseSubject } from '@palm/shared/passphrase/key'
import type { SaleWay } from '@palm/shared/station/station'

/** The order being verified: from the queue, or read offline from a driver's screen. */
export interface VerifySubject extends PassphraseSubject {
  readonly orderId: OrderId
  /** Amount paid by the driver. Null, like all below, if only their screen is known. */
  readonly payableFen: Fen | null
  readonly way: SaleWay | null
  readonly gradeName: string | null
  /** Missing in those that were kept by earlier versions. */
  readonly plate?: string | null | undefined
  /** The driver asks for the money back, since then; null if not, or if it was declined. */
  readonly askedRefundAtMs: EpochMs | null
}

export const subjectOf = (order: StaffOrderView): VerifySubject => ({
  orderId: order.orderId,
  tail: order.tail,
  nozzleNumber: order.nozzleNumber,
  amountFen: order.amountFen,
  payableFen: order.payableFen,
  way: order.way,
  gradeName: order.gradeName,
  plate: order.plate,
  askedRefundAtMs: askedSince(order),
})

function askedSince({ refundRequest }: StaffOrderView): EpochMs | null {
  return refundRequest && !refundRequest.isDeclined ? refundRequest.askedAtMs : null
}
