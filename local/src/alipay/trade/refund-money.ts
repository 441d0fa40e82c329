import { feeBackFen } from '../../gateway/fee'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context } from '../context'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'
import { refundedFen, type RefundOutcome } from './trade'

/** A receiver's return of a share. */
export interface ShareReturn {
  readonly transOut: string
  readonly amountFen: number
}

/**
 * Shares come back first, and then the buyer gets the money: from the merchant's account, except
 * for the fee, which Alipay returns.
 */
export function bookRefund(
  { service, ledger }: Context,
  { refund, trade }: RefundOutcome,
  returns: readonly ShareReturn[],
): Result<null, AlipayRefusal> {
  const { refundFen, requestNo } = refund
  const beforeFen = refundedFen(trade) - refundFen
  const feeFen = feeBackFen({ beforeFen, refundFen, basisPoints: trade.feeBasisPoints })
  const returnedFen = returns.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const costFen = refundFen - feeFen - returnedFen
  if (ledger.balanceOf('seller') < costFen) return refuse(REFUSALS.sellerBalanceTooLow)
  ledger.post({
    atMs: service.clock.now(),
    kind: 'refund',
    reference: `${trade.tradeNo} ${requestNo}`,
    postings: [
      ...returns.map(({ amountFen, transOut }) => ({
        account: `receiver:${transOut}` as const,
        amountFen: -amountFen,
      })),
      { account: 'seller', amountFen: -costFen },
      { account: 'fees', amountFen: -feeFen },
      { account: 'buyers', amountFen: refundFen },
    ],
  })
  return ok(null)
}
