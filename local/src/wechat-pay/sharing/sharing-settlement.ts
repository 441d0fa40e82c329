import { frozen } from '../account'
import { paidTradeOf } from '../books'
import type { Desk } from '../desk'
import { isFrozen, isPaid, type PaidTrade } from '../trade'
import { receiverKey } from './receiver'
import type { Share, Sharing } from './sharing'

/** 30 days after payment the remainder is unfrozen automatically (分账接入指南). */
const PERIOD_MS = 30 * 86_400_000

/** Ends profit sharing at its time; also called for open ones at a restart. */
export function awaitSharing(desk: Desk, { endsAtMs, outOrderNo }: Sharing): void {
  desk.context.clock.schedule(endsAtMs, async () => {
    const sharing = desk.books.sharings.get(outOrderNo)
    if (sharing?.state !== 'PROCESSING') return
    endSharing(desk, sharing)
    await desk.context.file.durable()
  })
}

export function awaitUnfreezing(desk: Desk, { paidAtMs, transactionId }: PaidTrade): void {
  desk.context.clock.schedule(paidAtMs + PERIOD_MS, async () => {
    const trade = paidTradeOf(desk.books, transactionId)
    if (!trade || !isFrozen(trade)) return
    unfreeze(desk, trade)
    await desk.context.file.durable()
  })
}

export function awaitOpenSharings(desk: Desk): void {
  for (const { value } of desk.books.sharings.all()) {
    if (value.state === 'PROCESSING') awaitSharing(desk, value)
  }
  for (const { value } of desk.books.trades.all()) {
    if (isPaid(value) && isFrozen(value)) awaitUnfreezing(desk, value)
  }
}

/** The remainder of a trade becomes available and can no longer be shared. */
export function unfreeze({ books, context, ledger }: Desk, trade: PaidTrade): void {
  const atMs = context.clock.now()
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

function endSharing(desk: Desk, sharing: Sharing): void {
  const trade = paidTradeOf(desk.books, sharing.transactionId)
  if (!trade) throw new Error('the trade of a profit sharing is missing')
  const shares =
    sharing.kind === 'share'
      ? sharing.shares.map((share) => endShare(desk, trade, share))
      : sharing.shares.map((share) => finish(desk, share, 'SUCCESS'))
  desk.books.sharings.put(sharing.outOrderNo, { ...sharing, state: 'FINISHED', shares })
  if (sharing.unfreezes && isFrozen(trade)) unfreeze(desk, trade)
}

/** The share reaches its receiver, or is returned. */
function endShare(desk: Desk, trade: PaidTrade, share: Share): Share {
  const isRelated = desk.books.receivers.get(receiverKey(share)) !== undefined
  const fate = share.fate ?? (isRelated ? null : 'NO_RELATION')
  const home = isFrozen(trade) ? frozen(trade.transactionId) : 'basic'
  desk.ledger.post({
    atMs: desk.context.clock.now(),
    kind: fate === null ? 'share-paid' : 'share-failed',
    reference: share.detailId,
    postings: [
      { account: 'sharing', amountFen: -share.amountFen },
      { account: fate === null ? `receiver:${share.account}` : home, amountFen: share.amountFen },
    ],
  })
  return { ...finish(desk, share, fate === null ? 'SUCCESS' : 'CLOSED'), fate }
}

const finish = ({ context }: Desk, share: Share, result: Share['result']): Share => ({
  ...share,
  result,
  finishedAtMs: context.clock.now(),
})
