import { assert } from '../../kernel/assert'
import { type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { type Posting, reversed } from '../../ledger/journal'
import { reserveRefund } from '../../trade/pay'
import type { RefundReason } from '../../trade/refund'
import { isPaid, type Trade } from '../../trade/trade'
import type { Order } from '../facts/order'
import { splitOf } from '../facts/tender'
import { tenderPostings } from './tender-postings'

/** Cost of an order, final or so far: zero after a full refund. */
export function costOf({ payableFen, state }: Order): Fen {
  switch (state.status) {
    case 'unpaid':
    case 'closing':
    case 'paid':
      return payableFen
    case 'confirmed':
      return state.confirmation.totals.payableFen
    case 'closed':
    case 'refunding':
    case 'refunded':
      return NO_FEN
  }
}

export interface LowerCost {
  /** New cost of the order. */
  readonly toFen: Fen
  readonly reason: RefundReason
  readonly nowMs: EpochMs
}

export interface CostLowered {
  /** The order's trade, with the wallet's part reserved. */
  readonly trade: Trade
  /** Postings for the order's entry: amounts returned to points and stored value at once. */
  readonly postings: readonly Posting[]
}

/** Reduces the cost of a paid order: each tender receives its part of the difference. */
export function lowerCost(order: Order, { nowMs, reason, toFen }: LowerCost): CostLowered {
  const fromFen = costOf(order)
  const [from, to] = [splitOf(order.tenders, fromFen), splitOf(order.tenders, toFen)]
  const postings = [...tenderPostings(order, toFen), ...reversed(tenderPostings(order, fromFen))]
  const amountFen = subtractFen(from.walletFen, to.walletFen)
  if (amountFen === NO_FEN) return { trade: order.trade, postings }
  const { trade } = order
  const transactionId = isPaid(trade) ? trade.state.transactionId : null
  assert(isPaid(trade) && transactionId !== null, 'a wallet paid what goes back to it', order.id)
  const refund = { transactionId, amountFen, reason }
  return { trade: reserveRefund(trade, refund, nowMs), postings }
}
