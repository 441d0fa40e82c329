import { ok, refuse } from '../../gateway/result'
import { frozen } from '../account'
import { paidTradeOf } from '../books'
import { type Desk, drawSharingId, type Endpoint } from '../desk'
import { parseAs } from '../parse'
import { REFUSALS } from '../refusal'
import type { PaidTrade } from '../trade'
import { checkReady, type Sharing } from './sharing'
import { answerSharing } from './sharing-answer'
import { type UnfreezeRequest, unfreezeRequest } from './sharing-request'
import { awaitSharing, unfreeze } from './sharing-settlement'

/**
 * 解冻剩余资金, also without earlier profit sharing. It needs its own number: with that of a sharing
 * request it gets that request's answer, and nothing is unfrozen.
 */
export const unfreezeRest: Endpoint = {
  operation: 'unfreeze',
  method: 'POST',
  path: '/v3/profitsharing/orders/unfreeze',
  answer(desk, { body }) {
    const request = parseAs(unfreezeRequest, body, 'body')
    if (!request.ok) return request
    const known = desk.books.sharings.get(request.value.out_order_no)
    if (known) return ok(answerSharing(known))
    const trade = paidTradeOf(desk.books, request.value.transaction_id)
    if (!trade) return refuse(REFUSALS.nothingToShare)
    const ready = checkReady(trade, desk.context.clock.now())
    if (!ready.ok) return ready
    return ok(answerSharing(accept(desk, trade, request.value)))
  },
}

function accept(desk: Desk, trade: PaidTrade, request: UnfreezeRequest): Sharing {
  const { books, context, keys, ledger, switches } = desk
  const nowMs = context.clock.now()
  const { description, out_order_no: outOrderNo, transaction_id: transactionId } = request
  const sharing: Sharing = {
    outOrderNo,
    orderId: drawSharingId(desk),
    transactionId,
    kind: 'unfreeze',
    unfreezes: true,
    createdAtMs: nowMs,
    endsAtMs: nowMs + switches.sharingTakesMs,
    state: 'PROCESSING',
    shares: [
      {
        type: 'MERCHANT_ID',
        account: keys.mchid,
        amountFen: ledger.balanceOf(frozen(transactionId)),
        description,
        detailId: drawSharingId(desk),
        result: 'PENDING',
        fate: null,
      },
    ],
  }
  books.sharings.put(outOrderNo, sharing)
  unfreeze(desk, { ...trade, outOrderNos: [...trade.outOrderNos, outOrderNo] })
  awaitSharing(desk, sharing)
  return sharing
}
