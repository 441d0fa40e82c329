import type { FaultRule } from '../../faults'
import { ok, refuse, type Result } from '../../gateway/result'
import { frozen } from '../account'
import { paidTradeOf, refundsOf } from '../books'
import { type Context, drawSharingId, type Endpoint, type MerchantRequest } from '../context'
import { paramError, parseAs } from '../wire/parse'
import { refundedFen } from '../refund/refund'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { decryptSensitive } from '../wire/sensitive'
import type { PaidTrade } from '../trade/trade'
import { receiverKey } from './receiver'
import {
  checkSharing,
  FAIL_REASONS,
  type FailReason,
  hasTwins,
  repeatSharing,
  type Shareable,
  type ShareRequest,
  type Sharing,
  sumFen,
} from './sharing'
import { answerSharing } from './sharing-answer'
import { type SharingRequest, sharingRequest } from './sharing-request'
import { awaitSharing } from './sharing-settlement'

/** 请求分账. Acceptance is not completion: each receiver's result comes later, by query. */
export const share: Endpoint = {
  operation: 'share',
  faults: ['share-fails'],
  method: 'POST',
  path: '/v3/profitsharing/orders',
  answer(context, request) {
    const parsed = parseSharing(context, request)
    if (!parsed.ok) return parsed
    const { out_order_no: outOrderNo, transaction_id: transactionId } = parsed.value
    const shares = parsed.value.receivers.map(
      ({ account, amount, description, type }): ShareRequest => ({
        ...{ type, account, amountFen: amount, description },
      }),
    )
    const known = context.books.sharings.get(outOrderNo)
    if (known) {
      const again = repeatSharing(known, transactionId, shares)
      return again.ok ? ok(answerSharing(again.value)) : again
    }
    const trade = paidTradeOf(context.books, transactionId)
    if (!trade) return refuse(REFUSALS.nothingToShare)
    const allowed = checkSharing(shareableOf(context, trade), shares, context.service.clock.now())
    if (!allowed.ok) return allowed
    return ok(answerSharing(accept(context, trade, parsed.value, shares, request.fault)))
  },
}

function parseSharing(
  { keys }: Context,
  { body, namedKey }: MerchantRequest,
): Result<SharingRequest, WechatPayRefusal> {
  const parsed = parseAs(sharingRequest, body, 'body')
  if (!parsed.ok) return parsed
  const { appid, receivers } = parsed.value
  if (appid !== keys.appId) return refuse(REFUSALS.appidMismatch)
  if (hasTwins(receivers)) {
    return refuse(paramError('body', ['receivers'], null, '同一接收方不能重复'))
  }
  for (const [index, { name }] of receivers.entries()) {
    if (name !== undefined && !(namedKey && decryptSensitive(namedKey.privateKey, name))) {
      return refuse(paramError('body', ['receivers', index, 'name'], name, '解密失败'))
    }
  }
  return parsed
}

function shareableOf({ books, ledger, switches }: Context, trade: PaidTrade): Shareable {
  return {
    trade,
    sharings: trade.outOrderNos.flatMap((outOrderNo) => books.sharings.get(outOrderNo) ?? []),
    refundedFen: refundedFen(refundsOf(books, trade)),
    frozenFen: ledger.balanceOf(frozen(trade.transactionId)),
    percentMax: switches.sharePercentMax,
    isReceiver: (account) => books.receivers.get(receiverKey(account)) !== undefined,
  }
}

function accept(
  context: Context,
  trade: PaidTrade,
  request: SharingRequest,
  shares: readonly ShareRequest[],
  fault: FaultRule | null,
): Sharing {
  const { books, service, ledger, switches } = context
  const nowMs = service.clock.now()
  const { out_order_no: outOrderNo, transaction_id: transactionId } = request
  const sharing: Sharing = {
    outOrderNo,
    orderId: drawSharingId(context),
    transactionId,
    kind: 'share',
    unfreezes: request.unfreeze_unsplit,
    createdAtMs: nowMs,
    endsAtMs: nowMs + switches.sharingTakesMs,
    state: 'PROCESSING',
    shares: shares.map((share) => ({
      ...share,
      detailId: drawSharingId(context),
      result: 'PENDING',
      fate: fateOf(share, fault),
    })),
  }
  books.sharings.put(outOrderNo, sharing)
  const outOrderNos = [...trade.outOrderNos, outOrderNo]
  books.trades.put(trade.request.out_trade_no, { ...trade, outOrderNos })
  ledger.post({
    atMs: nowMs,
    kind: 'share',
    reference: outOrderNo,
    postings: [
      { account: frozen(transactionId), amountFen: -sumFen(shares) },
      { account: 'sharing', amountFen: sumFen(shares) },
    ],
  })
  awaitSharing(context, sharing)
  return sharing
}

/** `with.reason`, for the receiver `with.account` or for all of them. */
function fateOf({ account }: ShareRequest, fault: FaultRule | null): FailReason | null {
  if (fault?.kind !== 'share-fails') return null
  const { account: only, reason } = fault.with ?? {}
  if (only !== undefined && only !== account) return null
  return FAIL_REASONS.find((known) => known === reason) ?? 'ACCOUNT_ABNORMAL'
}
