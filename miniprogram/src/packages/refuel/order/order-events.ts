import type { OrderView, RefundView } from '@palm/shared/api/order'
import { formatPrice } from '@palm/shared/kernel/volume'
import { formatYuan, NO_FEN, subtractFen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import {
  DECLINE_WORDS,
  PURSE_WORDS,
  REFUND_WORDS,
  REVERSAL_WORDS,
} from '@palm/client/words/order/order-status'
import { refundWords } from '@palm/client/words/order/refund-state'
import { shiftWords } from '@palm/client/words/shift'
import { ownBackWords, paidDetail, paidWords } from '@palm/client/words/order/tenders'

export interface OrderEvent {
  readonly title: string
  readonly detail: string
  readonly atMs: number
}

/** Events of an order in words, latest first. */
export function orderEvents(order: OrderView): OrderEvent[] {
  const { provider, closed, confirmation, paidAtMs, refundRequest, refunds, reversal } = order
  const events: (OrderEvent | null)[] = [
    {
      title: '下单',
      detail: `枪价 ${formatPrice(order.pumpPriceFen)} /L`,
      atMs: order.createdAtMs,
    },
    paidAtMs === null
      ? null
      : {
          title: paidWords(order.tenders, provider),
          detail: paidDetail(order.tenders, provider),
          atMs: paidAtMs,
        },
    closed && {
      title: closed.reason === 'cancelled' ? '您取消了订单' : '超时没有付款，订单关闭',
      detail: '没有扣款',
      atMs: closed.atMs,
    },
    confirmation && {
      title: confirmation.corrected ? '加油员已确认（金额已更正）' : '加油员已确认',
      detail: servedBy(confirmation),
      atMs: confirmation.atMs,
    },
    reversal && {
      title: reversalTitle(order),
      detail: REVERSAL_WORDS[reversal.reason],
      atMs: reversal.atMs,
    },
    requestEvent(refundRequest),
    declinedEvent(refundRequest),
    ownBackEvent(order),
    ...refunds.map((refund) => refundEvent(refund, provider)),
  ]
  // The latest is on top, also among events of the same moment.
  return events
    .filter((event) => event !== null)
    .reverse()
    .sort((a, b) => b.atMs - a.atMs)
}

/** `王师傅 · 早班` */
const servedBy = ({ dutyStartedAtMs, staffName }: NonNullable<OrderView['confirmation']>) =>
  dutyStartedAtMs === null ? staffName : `${staffName} · ${shiftWords(dutyStartedAtMs)}`

/** Who gave the money back. */
function reversalTitle({ refundRequest, reversal }: OrderView): string {
  switch (reversal?.reason) {
    case 'driver-asked':
      return '您取回了付款'
    case 'unserved':
    case 'paid-too-late':
    case 'paid-after-cancel':
      return '系统自动退款'
    default:
      return refundRequest ? '加油员同意退款' : '加油员发起退款'
  }
}

const requestEvent = (request: OrderView['refundRequest']): OrderEvent | null =>
  request && { title: '您申请了退款', detail: '', atMs: request.askedAtMs }

function declinedEvent(request: OrderView['refundRequest']): OrderEvent | null {
  if (!request?.declined) return null
  const { atMs, note, reason, staffName } = request.declined
  const why = note === '' ? DECLINE_WORDS[reason] : `${DECLINE_WORDS[reason]}，${note}`
  return { title: '加油员没有同意退款', detail: `${staffName}：${why}`, atMs }
}

/** Points and stored value return immediately, together with the event that causes it. */
function ownBackEvent(order: OrderView): OrderEvent | null {
  const { confirmation, paidAtMs, reversal, tenders } = order
  const decided = confirmation ?? reversal
  if (paidAtMs === null || !decided) return null
  const kept = confirmation?.tenders ?? NOTHING
  const words = ownBackWords({
    points: tenders.points - kept.points,
    storedValueFen: subtractFen(tenders.storedValueFen, kept.storedValueFen),
  })
  return words === null ? null : { title: words, detail: '已到账', atMs: decided.atMs }
}

const NOTHING = { points: 0, storedValueFen: NO_FEN }

function refundEvent(refund: RefundView, provider: OrderView['provider']): OrderEvent {
  const { decidedByMs, doneAtMs, paidOut, reason, requestedAtMs } = refund
  const atMs = doneAtMs ?? requestedAtMs
  const isByPerson = decidedByMs !== null || paidOut !== null
  return {
    title: titleOf(refund, provider),
    detail: isByPerson ? refundWords(refund, epochMs(atMs)) : REFUND_WORDS[reason],
    atMs,
  }
}

function titleOf({ amountFen, doneAtMs, paidOut }: RefundView, provider: OrderView['provider']) {
  const amount = formatYuan(amountFen)
  if (doneAtMs === null) return `正在退回 ${amount}`
  return paidOut === null ? `已退回${PURSE_WORDS[provider]} ${amount}` : `已退回 ${amount}`
}
