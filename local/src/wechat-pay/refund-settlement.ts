import { rfc3339 } from '../gateway/china-time'
import type { Desk } from './desk'
import { postNotice } from './notifications'
import type { Refund, RefundEnd } from './refund'
import { bookRefund, bookRefundEnd, checkFunds } from './refund-money'

const SUMMARIES: Readonly<Record<RefundEnd, string>> = {
  SUCCESS: '退款成功',
  CLOSED: '退款关闭',
  ABNORMAL: '退款异常',
}

const HOUR_MS = 3_600_000
/** Time for which a refund waits for funds; then it is CLOSED and needs another number. */
const FUNDING_PERIOD_MS = 7 * 24 * HOUR_MS

/** Ends an accepted refund at its time; also called for open ones at a restart. */
export function awaitRefund(desk: Desk, refund: Refund): void {
  const { createdAtMs, end, isFunded, outRefundNo } = refund
  const nowMs = desk.context.clock.now()
  const nextLookMs = Math.min(nowMs + HOUR_MS, createdAtMs + FUNDING_PERIOD_MS)
  desk.context.clock.schedule(isFunded ? end.atMs : nextLookMs, async () => {
    const current = desk.books.refunds.get(outRefundNo)
    if (current?.state !== 'PROCESSING') return
    if (current.isFunded) endRefund(desk, current)
    else seekFunds(desk, current)
    await desk.context.file.durable()
  })
}

export function awaitOpenRefunds(desk: Desk): void {
  for (const { value } of desk.books.refunds.all()) {
    if (value.state === 'PROCESSING') awaitRefund(desk, value)
  }
}

function seekFunds(desk: Desk, refund: Refund): void {
  const nowMs = desk.context.clock.now()
  if (checkFunds(desk, refund, refund.refundFen).ok) {
    const atMs = nowMs + desk.switches.refundTakesMs
    const funded = { ...refund, isFunded: true, end: { ...refund.end, atMs } }
    desk.books.refunds.put(refund.outRefundNo, funded)
    bookRefund(desk, funded)
    awaitRefund(desk, funded)
  } else if (nowMs >= refund.createdAtMs + FUNDING_PERIOD_MS) {
    endRefund(desk, { ...refund, end: { state: 'CLOSED', atMs: nowMs } })
  } else awaitRefund(desk, refund)
}

function endRefund(desk: Desk, refund: Refund): void {
  const ended = { ...refund, state: refund.end.state }
  desk.books.refunds.put(refund.outRefundNo, ended)
  bookRefundEnd(desk, ended)
  notify(desk, ended)
}

/**
 * Without a notify_url, in the request or the console, there is no notification
 * (…/merchant/4012075420).
 */
function notify(desk: Desk, refund: Refund): void {
  if (refund.notifyUrl === undefined) return
  const { refundFen, totalFen } = refund
  void postNotice(desk, {
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
      user_received_account: refund.receivedAccount,
      amount: {
        total: totalFen,
        refund: refundFen,
        payer_total: totalFen,
        payer_refund: refundFen,
      },
    },
  })
}
