import { ok, refuse } from '../../gateway/result'
import { frozen } from '../account'
import { paidTradeOf } from '../books'
import { type Context, drawSharingId, type Endpoint } from '../context'
import { parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'
import type { PaidTrade } from '../trade/trade'
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
  answer(context, { body }) {
    const request = parseAs(unfreezeRequest, body, 'body')
    if (!request.ok) return request
    const known = context.books.sharings.get(request.value.out_order_no)
    if (known) return ok(answerSharing(known))
    const trade = paidTradeOf(context.books, request.value.transaction_id)
    if (!trade) return refuse(REFUSALS.nothingToShare)
    const ready = checkReady(trade, context.service.clock.now())
    if (!ready.ok) return ready
    return ok(answerSharing(accept(context, trade, request.value)))
  },
}

function accept(context: Context, trade: PaidTrade, request: UnfreezeRequest): Sharing {
  const { books, service, keys, ledger, switches } = context
  const nowMs = service.clock.now()
  const { description, out_order_no: outOrderNo, transaction_id: transactionId } = request
  const sharing: Sharing = {
    outOrderNo,
    orderId: drawSharingId(context),
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
        detailId: drawSharingId(context),
        result: 'PENDING',
        fate: null,
      },
    ],
  }
  books.sharings.put(outOrderNo, sharing)
  unfreeze(context, { ...trade, outOrderNos: [...trade.outOrderNos, outOrderNo] })
  awaitSharing(context, sharing)
  return sharing
}
