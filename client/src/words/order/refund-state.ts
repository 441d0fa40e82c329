import type { RefundView } from '@palm/shared/api/order'
import { dayAndTime } from '../times'
import type { EpochMs } from '@palm/shared/kernel/instant'

export type RefundProgress = Pick<RefundView, 'decidedByMs' | 'doneAtMs' | 'paidOut'>

const PAID_OUT: Readonly<Record<NonNullable<RefundView['paidOut']>, string>> = {
  bank: '已转到您的银行账户',
  cash: '已退现金',
}

/** State of a refund: at the wallet, at a person, or returned. */
export function refundWords(
  { decidedByMs, doneAtMs, paidOut }: RefundProgress,
  nowMs: EpochMs,
): string {
  if (paidOut) return PAID_OUT[paidOut]
  if (doneAtMs !== null) return '已到账'
  return decidedByMs === null
    ? '退款中'
    : `支付渠道退不回去，已转人工，最晚 ${dayAndTime(decidedByMs, nowMs)} 前处理`
}
