import { frozen } from '../account'
import { paidTradeOf } from '../books'
import type { Context } from '../context'
import { isFrozen, isPaid, type PaidTrade } from '../trade/trade'
import { receiverKey } from './receiver'
import type { Share, Sharing } from './sharing'

/** 30 days after payment the remainder is unfrozen automatically (分账接入指南). */
const PERIOD_MS = 30 * 86_400_000

/** Ends profit sharing at its time; also called for open ones at a restart. */
export function awaitSharing(context: Context, { endsAtMs, outOrderNo }: Sharing): void {
  context.service.clock.schedule(endsAtMs, async () => {
    const sharing = context.books.sharings.get(outOrderNo)
    if (sharing?.state !== 'PROCESSING') return
    endSharing(context, sharing)
    await context.service.file.durable()
  })
}

export function awaitUnfreezing(context: Context, { paidAtMs, transactionId }: PaidTrade): void {
  context.service.clock.schedule(paidAtMs + PERIOD_MS, async () => {
    const trade = paidTradeOf(context.books, transactionId)
    if (!trade || !isFrozen(trade)) return
    unfreeze(context, trade)
    await context.service.file.durable()
  })
}

export function awaitOpenSharings(context: Context): void {
  for (const { value } of context.books.sharings.all()) {
    if (value.state === 'PROCESSING') awaitSharing(context, value)
  }
  for (const { value } of context.books.trades.all()) {
    if (isPaid(value) && isFrozen(value)) awaitUnfreezing(context, value)
  }
}

/** The remainder of a trade becomes available and can no longer be shared. */
export function unfreeze({ books, service, ledger }: Context, trade: PaidTrade): void {
  const atMs = service.clock.now()
  const leftFen = ledger.balanceOf(frozen(trade.transactionId))
  const outTradeNo = trade.request.out_trade_no
  books.trades.put(outTradeNo, { ...trade, unfrozenAtMs: atMs })
  ledger.post({
    atMs,
    kind: 'unfreeze',
    reference: outTradeNo,
    postings: [
      { account: frozen(trade.transactionId), amountFen: -leftFen },
      { account: 'basic', amountFen: leftFen },
    ],
  })
}

function endSharing(context: Context, sharing: Sharing): void {
  const trade = paidTradeOf(context.books, sharing.transactionId)
  if (!trade) throw new Error('the trade of a profit sharing is missing')
  const shares =
    sharing.kind === 'share'
      ? sharing.shares.map((share) => endShare(context, trade, share))
      : sharing.shares.map((share) => finish(context, share, 'SUCCESS'))
  context.books.sharings.put(sharing.outOrderNo, { ...sharing, state: 'FINISHED', shares })
  if (sharing.unfreezes && isFrozen(trade)) unfreeze(context, trade)
}

/** The share reaches its receiver, or is returned. */
function endShare(context: Context, trade: PaidTrade, share: Share): Share {
  const isRelated = context.books.receivers.get(receiverKey(share)) !== undefined
  const fate = share.fate ?? (isRelated ? null : 'NO_RELATION')
  const home = isFrozen(trade) ? frozen(trade.transactionId) : 'basic'
  context.ledger.post({
    atMs: context.service.clock.now(),
    kind: fate === null ? 'share-paid' : 'share-failed',
    reference: share.detailId,
    postings: [
      { account: 'sharing', amountFen: -share.amountFen },
      { account: fate === null ? `receiver:${share.account}` : home, amountFen: share.amountFen },
    ],
  })
  return { ...finish(context, share, fate === null ? 'SUCCESS' : 'CLOSED'), fate }
}

const finish = ({ service }: Context, share: Share, result: Share['result']): Share => ({
  ...share,
  result,
  finishedAtMs: service.clock.now(),
})
