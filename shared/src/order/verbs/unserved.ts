import { type EpochMs, later } from '../../kernel/instant'
import { type Decision, unchanged } from '../facts/decision'
import { type Order, paidAtMsOf } from '../facts/order'
import { USUAL_SERVICE_TERMS } from '../facts/service'
import { goesBackAtOnce } from './ask-refund'
import { reversed } from './reversal'

/** Until when a paid order may wait for its fuel. */
export const serveUntilMs = (order: Order): EpochMs =>
  later(paidAtMsOf(order), (order.service ?? USUAL_SERVICE_TERMS).endAfterMs)

const remindAtMs = (order: Order): EpochMs =>
  later(serveUntilMs(order), -(order.service ?? USUAL_SERVICE_TERMS).remindBeforeMs)

/**
 * Next moment at which the timer has to look at a paid order: the reminder, then the end. Null for
 * any other order, and for one that has become a case: that stays open until a person has ended the
 * order.
 */
export function unservedAtMs(order: Order): EpochMs | null {
  if (order.state.status !== 'paid') return null
  const { unserved } = order
  if (!unserved) return remindAtMs(order)
  return unserved.escalatedAtMs === null ? serveUntilMs(order) : null
}

/** Work that is due at a paid order that nobody has served. */
export type UnservedStep = 'nothing' | 'remind' | 'give-back' | 'escalate'

export function unservedStep(order: Order, nowMs: EpochMs): UnservedStep {
  const dueAtMs = unservedAtMs(order)
  if (dueAtMs === null || nowMs < dueAtMs) return 'nothing'
  if (nowMs < serveUntilMs(order)) return 'remind'
  return goesBackAtOnce(order) ? 'give-back' : 'escalate'
}

/**
 * A paid order that nobody has served ends by itself if no fuel can have flowed. Otherwise it becomes
 * a case for the station: refunding it silently could give the fuel away.
 */
export function followUnserved(order: Order, nowMs: EpochMs): Decision {
  switch (unservedStep(order, nowMs)) {
    case 'nothing':
      return unchanged(order)
    case 'remind':
      return moved(order, { remindedAtMs: nowMs, escalatedAtMs: null })
    case 'give-back':
      return endUnserved(order, nowMs)
    case 'escalate':
      return moved(order, {
        remindedAtMs: order.unserved?.remindedAtMs ?? nowMs,
        escalatedAtMs: nowMs,
      })
  }
}

/** Refunds a paid order that was not served, by time or by a person who decided its case. */
export const endUnserved = (order: Order, nowMs: EpochMs): Decision =>
  order.state.status === 'paid'
    ? reversed(order, { reason: 'unserved', staffId: null, nowMs })
    : unchanged(order)

const moved = (order: Order, unserved: NonNullable<Order['unserved']>): Decision => ({
  order: { ...order, unserved },
  entry: null,
})
