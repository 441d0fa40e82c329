import type { OrderView, RefundView } from '@palm/shared/api/order'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { REFUND_WORDS, REVERSAL_WORDS, WALLET_WORDS } from '../../../words/order-status'
import { timeToTheSecond } from '../../../words/times'

export interface OrderEvent {
  readonly title: string
  readonly detail: string
  readonly atMs: number
  /** The time of day, to the second. */
  readonly clock: string
}

/** What happened to an order, in words, the latest first. */
export function orderEvents(order: OrderView): OrderEvent[] {
  const wallet = WALLET_WORDS[order.channel]
  const { closed, confirmation, paidAtMs, refunds, reversal } = order
  const events: (Omit<OrderEvent, 'clock'> | null)[] = [
    {
      title: '下单',
      detail: `枪价 ${formatYuan(fen(order.pumpPriceFen))} /L`,
      atMs: order.createdAtMs,
    },
    paidAtMs === null
      ? null
      : { title: `${wallet}付款成功`, detail: formatYuan(fen(order.payableFen)), atMs: paidAtMs },
    closed && {
      title: closed.reason === 'cancelled' ? '您取消了订单' : '超时没有付款,订单关闭',
      detail: '没有扣款',
      atMs: closed.atMs,
    },
    confirmation && {
      title: confirmation.corrected ? '加油员已确认,后来更正过' : '加油员已确认',
      detail: confirmation.staffName,
      atMs: confirmation.atMs,
    },
    reversal && { title: '决定退款', detail: REVERSAL_WORDS[reversal.reason], atMs: reversal.atMs },
    ...refunds.map((refund) => refundEvent(refund, wallet)),
  ]
  return events
    .flatMap((event) => (event ? [{ ...event, clock: timeToTheSecond(event.atMs) }] : []))
    .sort((a, b) => b.atMs - a.atMs)
}

function refundEvent(refund: RefundView, wallet: string): Omit<OrderEvent, 'clock'> {
  const { amountFen, doneAtMs, reason, requestedAtMs } = refund
  const amount = formatYuan(fen(amountFen))
  return {
    title: doneAtMs === null ? `正在退回 ${amount}` : `已退回${wallet} ${amount}`,
    detail: REFUND_WORDS[reason],
    atMs: doneAtMs ?? requestedAtMs,
  }
}
