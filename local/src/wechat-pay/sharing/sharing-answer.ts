import { rfc3339 } from '../../gateway/china-time'
import { toYuan } from '../../gateway/yuan'
import { type Share, type Sharing, sumFen } from './sharing'
import type { Answer } from '../wire/answer'

export function answerSharing(sharing: Sharing): Answer {
  const { createdAtMs, orderId, outOrderNo, shares, state, transactionId } = sharing
  return {
    body: {
      transaction_id: transactionId,
      out_order_no: outOrderNo,
      order_id: orderId,
      state,
      receivers: shares.map((share) => presentShare(share, createdAtMs)),
    },
    note: `${sharing.kind === 'share' ? '分账' : '解冻'} ¥${toYuan(sumFen(shares))} · ${state}`,
  }
}

function presentShare(share: Share, createdAtMs: number): object {
  const { account, amountFen, description, detailId, fate, finishedAtMs, result, type } = share
  return {
    type,
    account,
    amount: amountFen,
    description,
    result,
    ...(result === 'CLOSED' && fate !== null ? { fail_reason: fate } : {}),
    detail_id: detailId,
    create_time: rfc3339(createdAtMs),
    finish_time: rfc3339(finishedAtMs ?? 0), // the real service's notation for "not yet"
  }
}
