import { rfc3339 } from '../../gateway/china-time'
import type { Context } from '../context'
import { postNotice } from '../notice/notifications'
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
export function awaitRefund(context: Context, refund: Refund): void {
  const { createdAtMs, end, isFunded, outRefundNo } = refund
  const nowMs = context.service.clock.now()
  const nextLookMs = Math.min(nowMs + HOUR_MS, createdAtMs + FUNDING_PERIOD_MS)
  context.service.clock.schedule(isFunded ? end.atMs : nextLookMs, async () => {
    const current = context.books.refunds.get(outRefundNo)
    if (current?.state !== 'PROCESSING') return
    if (current.isFunded) endRefund(context, current)
    else seekFunds(context, current)
    await context.service.file.durable()
  })
}

export function awaitOpenRefunds(context: Context): void {
  for (const { value } of context.books.refunds.all()) {
    if (value.state === 'PROCESSING') awaitRefund(context, value)
  }
}

function seekFunds(context: Context, refund: Refund): void {
  const nowMs = context.service.clock.now()
  if (checkFunds(context, refund, refund.refundFen).ok) {
    const atMs = nowMs + context.switches.refundTakesMs
    const funded = { ...refund, isFunded: true, end: { ...refund.end, atMs } }
    context.books.refunds.put(refund.outRefundNo, funded)
    bookRefund(context, funded)
    awaitRefund(context, funded)
  } else if (nowMs >= refund.createdAtMs + FUNDING_PERIOD_MS) {
    endRefund(context, { ...refund, end: { state: 'CLOSED', atMs: nowMs } })
  } else awaitRefund(context, refund)
}

function endRefund(context: Context, refund: Refund): void {
  const ended = { ...refund, state: refund.end.state }
  context.books.refunds.put(refund.outRefundNo, ended)
  bookRefundEnd(context, ended)
  notify(context, ended)
}

/**
 * Without a notify_url, in the request or the console, there is no notification
 * (…/merchant/4012075420).
 */
function notify(context: Context, refund: Refund): void {
  if (refund.notifyUrl === undefined) return
  const { refundFen, totalFen } = refund
  const owner = context.books.trades.get(refund.outTradeNo)?.request
  const { mchid = context.keys.mchid, sub_mchid: subMchid } = owner ?? {}
  void postNotice(context, {
    url: refund.notifyUrl,
    event: `REFUND.${refund.end.state}`,
    summary: SUMMARIES[refund.end.state],
    originalType: 'refund',
    outTradeNo: refund.outTradeNo,
    mchid,
    resource: {
      ...(subMchid === undefined ? { mchid } : { sp_mchid: mchid, sub_mchid: subMchid }),
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
