import { idLetters } from '@palm/shared/kernel/id'
import { ok } from '@palm/shared/kernel/result'
import type { Order } from '@palm/shared/order/facts/order'
import { followUnserved, unservedStep } from '@palm/shared/order/verbs/unserved'
import { report, type ReportContext } from './incident-report'
import { changeOrder } from './order-change'

/** Kind of an incident about an order that nobody served. */
export const UNSERVED_CODE = 'order/unserved'

/**
 * Reminds, gives the money back, or makes a paid order a case for its station. The incident is opened
 * first, so that a fault in between opens it again and loses nothing.
 */
export async function followUnservedOrder(context: ReportContext, order: Order): Promise<void> {
  const { clock, database } = context
  const nowMs = clock()
  if (unservedStep(order, nowMs) === 'escalate') {
    const { amountFen, id: orderId, stationId, tail } = order
    await report(context, UNSERVED_CODE, idLetters(orderId), {
      ...{ orderId, stationId, tail, amountFen },
    })
  }
  await changeOrder(database, order.id, nowMs, (now) => ok(followUnserved(now, nowMs)))
}
