import { assert } from '../kernel/assert'
import { type Fen, NO_FEN, subtractFen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { type Posting, reversed } from '../ledger/journal'
import type { MoneyState, Order, Refund, RefundReason } from './order'
import { reserveRefund } from './pay'
import { splitOf, tenderPostings } from './tender'

/** Cost of an order, final or so far: zero after a full refund. */
export function costOf({ payableFen, state }: Order): Fen {
  switch (state.status) {
    case 'unpaid':
    case 'closing':
    case 'paid':
      return payableFen
    case 'confirmed':
      return state.confirmation.settlement.payableFen
    case 'closed':
    case 'refunding':
    case 'refunded':
      return NO_FEN
  }
}

export interface GiveBack {
  /** New cost of the order. */
  readonly toFen: Fen
  readonly reason: RefundReason
  readonly nowMs: EpochMs
}

export interface GoingBack {
  /** The order's refunds, with the wallet's part reserved. */
  readonly refunds: readonly Refund[]
  /** For the order's entry: what goes back to points and stored value at once. */
  readonly postings: readonly Posting[]
}

/** An order that is paid for comes to less: each tender's part of the difference goes back to it. */
export function giveBack(
  order: Order,
  { payment, refunds }: MoneyState,
  { nowMs, reason, toFen }: GiveBack,
): GoingBack {
  const fromFen = costOf(order)
  const [from, to] = [splitOf(order.tenders, fromFen), splitOf(order.tenders, toFen)]
  const postings = [...tenderPostings(order, toFen), ...reversed(tenderPostings(order, fromFen))]
  const amountFen = subtractFen(from.walletFen, to.walletFen)
  if (amountFen === NO_FEN) return { refunds, postings }
  const { transactionId } = payment
  assert(transactionId !== null, 'a wallet paid what goes back to it', order.id)
  const part = { transactionId, amountFen }
  return { refunds: reserveRefund(order, refunds, part, reason, nowMs), postings }
}
