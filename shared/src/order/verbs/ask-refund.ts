import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import type { MemberId } from '../../member/member'
import type { OnDuty } from '../../staff/duty'
import { type Decision, unchanged } from '../facts/decision'
import { hasMoney, type Order, type OrderStatus } from '../facts/order'
import type { DeclineReason } from '../facts/service'
import { type ActRefusal, barredFrom } from './act'
import { reversed } from './reversal'

export interface AskRefund {
  readonly memberId: MemberId
  readonly nowMs: EpochMs
}

export type AskRefundRefusal =
  /** Another member's order, whose existence is not revealed. */
  | { readonly code: 'order/unknown' }
  /** Nothing has been paid: it can be cancelled. */
  | { readonly code: 'order/nothing-to-refund'; readonly status: OrderStatus }
  /** An attendant has confirmed the fuel. A wrong figure is a question for the station. */
  | { readonly code: 'order/served'; readonly by: string; readonly atMs: EpochMs }
  /** Declined so often already: ask the station or service. */
  | { readonly code: 'order/refund-declined'; readonly by: string; readonly max: number }

/** A driver may ask again after a mistaken answer, but not forever. */
export const REFUND_REQUESTS_MAX = 3

/**
 * The driver wants the money back before an attendant has confirmed the fuel. It goes back at once
 * where no fuel can have flowed; otherwise an attendant answers the request. Asking again finds the
 * refund, or the request, as it was.
 */
export function askRefund(
  order: Order,
  { memberId, nowMs }: AskRefund,
): Result<Decision, AskRefundRefusal> {
  if (order.memberId !== memberId) return refuse({ code: 'order/unknown' })
  const { refundRequest: known, state } = order
  if (!hasMoney(state)) return refuse({ code: 'order/nothing-to-refund', status: state.status })
  if (state.status === 'confirmed') {
    const { confirmedAtMs, staffName } = state.confirmation
    return refuse({ code: 'order/served', by: staffName, atMs: confirmedAtMs })
  }
  if (state.status !== 'paid') return ok(unchanged(order))
  if (goesBackAtOnce(order)) {
    return ok(reversed(order, { reason: 'driver-asked', staffId: null, nowMs }))
  }
  if (known && !known.declined) return ok(unchanged(order))
  const count = (known?.count ?? 0) + 1
  if (known?.declined && count > REFUND_REQUESTS_MAX) {
    const { staffName } = known.declined
    return refuse({ code: 'order/refund-declined', by: staffName, max: REFUND_REQUESTS_MAX })
  }
  const refundRequest = { askedAtMs: nowMs, count, declined: null }
  return ok({ order: { ...order, refundRequest }, entry: null })
}

/**
 * Whether no fuel can have flowed: it is paid before, and no attendant has accepted the order. Their
 * acceptance closes the way at once, while the pump is running.
 */
export const goesBackAtOnce = ({ accepted, way }: Pick<Order, 'accepted' | 'way'>): boolean =>
  way === 'pay-first' && !accepted

export interface DeclineRefund {
  readonly by: OnDuty
  readonly reason: DeclineReason
  readonly note: string
  readonly nowMs: EpochMs
}

export type DeclineRefundRefusal =
  | ActRefusal
  /** The driver has not asked, or the order has ended meanwhile. */
  | { readonly code: 'order/no-refund-request' }

/** The attendant says no, with a reason that the driver reads. The order stays as it is. */
export function declineRefund(
  order: Order,
  { by, nowMs, note, reason }: DeclineRefund,
): Result<Decision, DeclineRefundRefusal> {
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const { refundRequest: request, state } = order
  if (!request || state.status !== 'paid') return refuse({ code: 'order/no-refund-request' })
  if (request.declined) return ok(unchanged(order))
  const { id: staffId, name: staffName } = by.staff
  const declined = { reason, note, staffId, staffName, atMs: nowMs }
  return ok({ order: { ...order, refundRequest: { ...request, declined } }, entry: null })
}
