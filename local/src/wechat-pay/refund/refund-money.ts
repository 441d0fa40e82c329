import { feeBackFen } from '../../gateway/fee'
import { ok, refuse, type Result } from '../../gateway/result'
import { type Account, frozen } from '../account'
import { refundsOf } from '../books'
import type { Context } from '../context'
import { type Refund, refundedFen } from './refund'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'
import { isFrozen, type PaidTrade } from '../trade/trade'

/** The merchant's accounts from which a refund is taken. */
export interface Funding {
  readonly account: Account
  readonly feeFen: number
}

/**
 * Frozen money is refunded first, and alone: any excess has to be unfrozen before (分账与退款).
 * `AVAILABLE` requests the available money instead.
 */
export function fundingOf(
  { books }: Pick<Context, 'books'>,
  trade: PaidTrade,
  refund: { readonly refundFen: number; readonly fundsAccount: string | undefined },
): Funding {
  const { refundFen, fundsAccount } = refund
  const beforeFen = refundedFen(refundsOf(books, trade))
  const feeFen = feeBackFen({ beforeFen, refundFen, basisPoints: trade.feeBasisPoints })
  const isFromFrozen = isFrozen(trade) && fundsAccount !== 'AVAILABLE'
  return { account: isFromFrozen ? frozen(trade.transactionId) : 'basic', feeFen }
}

/** Whether the merchant has sufficient funds. */
export function checkFunds(
  { ledger }: Pick<Context, 'ledger'>,
  { account, feeFen }: Funding,
  refundFen: number,
): Result<null, WechatPayRefusal> {
  if (ledger.balanceOf(account) >= refundFen - feeFen) return ok(null)
  return refuse(account === 'basic' ? REFUSALS.balanceTooLow : REFUSALS.frozenTooLow)
}

/** The merchant's money is in transit. */
export function bookRefund({ service, ledger }: Context, refund: Refund): void {
  ledger.post({
    atMs: service.clock.now(),
    kind: 'refund',
    reference: refund.outRefundNo,
    postings: [
      { account: refund.account, amountFen: refund.feeFen - refund.refundFen },
      { account: 'fees', amountFen: -refund.feeFen },
      { account: 'refunding', amountFen: refund.refundFen },
    ],
  })
}

/** It has arrived, or has been returned; an abnormal one stays in transit. */
export function bookRefundEnd({ service, ledger }: Context, refund: Refund): void {
  const { account, destination, end, feeFen, outRefundNo: reference, refundFen } = refund
  const atMs = service.clock.now()
  const away = { account: 'refunding', amountFen: -refundFen } as const
  if (end.state === 'SUCCESS') {
    const postings = [away, { account: destination, amountFen: refundFen }]
    ledger.post({ atMs, kind: 'refund-paid', reference, postings })
  }
  if (end.state === 'CLOSED' && refund.isFunded) {
    const postings = [
      away,
      { account: 'fees', amountFen: feeFen } as const,
      { account, amountFen: refundFen - feeFen },
    ]
    ledger.post({ atMs, kind: 'refund-returned', reference, postings })
  }
}
