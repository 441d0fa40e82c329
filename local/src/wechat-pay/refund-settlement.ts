import { rfc3339 } from '../gateway/china-time'
import type { Desk } from './desk'
import { postNotice } from './notifications'
import type { Refund, RefundEnd } from './refund'

const SUMMARIES: Readonly<Record<RefundEnd, string>> = {
  SUCCESS: '退款成功',
  CLOSED: '退款关闭',
  ABNORMAL: '退款异常',
}

/** Ends an accepted refund when its time has come; also called for those open at a restart. */
export function awaitRefund(desk: Desk, { end, outRefundNo }: Refund): void {
  desk.context.clock.schedule(end.atMs, async () => {
    const refund = desk.books.refunds.get(outRefundNo)
    if (refund?.state !== 'PROCESSING') return
    const ended = { ...refund, state: end.state }
    desk.books.refunds.put(outRefundNo, ended)
    notify(desk, ended)
    await desk.context.file.durable()
  })
}

export function awaitOpenRefunds(desk: Desk): void {
  for (const { value } of desk.books.refunds.all()) {
    if (value.state === 'PROCESSING') awaitRefund(desk, value)
  }
}

/** Without a notify_url, in the request or the console, nobody is told (…/merchant/4012075420). */
function notify(desk: Desk, refund: Refund): void {
  if (refund.notifyUrl === undefined) return
  const { refundFen, totalFen } = refund
  postNotice(desk, {
    url: refund.notifyUrl,
    event: `REFUND.${refund.end.state}`,
    summary: SUMMARIES[refund.end.state],
    originalType: 'refund',
    outTradeNo: refund.outTradeNo,
    resource: {
      mchid: desk.keys.mchid,
      transaction_id: refund.transactionId,
      out_trade_no: refund.outTradeNo,
      refund_id: refund.refundId,
      out_refund_no: refund.outRefundNo,
      refund_status: refund.end.state,
      ...(refund.end.state === 'SUCCESS' ? { success_time: rfc3339(refund.end.atMs) } : {}),
      user_received_account: '支付用户零钱',
      amount: {
        total: totalFen,
        refund: refundFen,
        payer_total: totalFen,
        payer_refund: refundFen,
      },
    },
  })
}
