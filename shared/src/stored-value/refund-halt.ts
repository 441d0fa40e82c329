import { idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { transfer } from '../ledger/journal'
import type { RefundId } from '../payment/fact'
import { type HaltReason, type HaltRefusal, type PayoutWay } from '../payment/refund'
import { type StoredValueAccount, withRecharge } from './account'
import { journalId, nothingMoved, type StoredValueDecision } from './decision'
import { hasMoney, type PaidRecharge, type RechargeRefund, withRefundSettled } from './recharge'

/** Takes a refund out of the provider's queue: a person decides about it. */
export function haltRechargeRefund(
  account: StoredValueAccount,
  id: RefundId,
  reason: HaltReason,
  nowMs: EpochMs,
): Result<StoredValueDecision, HaltRefusal> {
  const found = refundIn(account, id)
  if (!found.ok) return found
  const { recharge, refund } = found.value
  if (refund.state.at === 'halted') return ok(nothingMoved(account))
  if (refund.state.at !== 'requested') return refuse({ code: 'refund/settled' })
  const halted = { at: 'halted', reason, haltedAtMs: nowMs } as const
  return ok(nothingMoved(withRecharge(account, withRefundSettled(recharge, refund, halted))))
}

/** Asks the provider again, under the same number: what it has made by now is not made twice. */
export function resumeRechargeRefund(
  account: StoredValueAccount,
  id: RefundId,
): Result<StoredValueDecision, HaltRefusal> {
  const found = haltedIn(account, id)
  if (!found.ok) return found
  const { recharge, refund } = found.value
  const again = withRefundSettled(recharge, refund, { at: 'requested' })
  return ok(nothingMoved(withRecharge(account, again)))
}

export interface PayOut {
  readonly how: PayoutWay
  readonly nowMs: EpochMs
}

/** Records that a person has returned the money another way. */
export function payOutRechargeRefund(
  account: StoredValueAccount,
  id: RefundId,
  { how, nowMs }: PayOut,
): Result<StoredValueDecision, HaltRefusal> {
  const found = refundIn(account, id)
  if (found.ok && found.value.refund.state.at === 'paid-out') return ok(nothingMoved(account))
  const halted = haltedIn(account, id)
  if (!halted.ok) return halted
  const { recharge, refund } = halted.value
  const paid = withRefundSettled(recharge, refund, { at: 'paid-out', how, doneAtMs: nowMs })
  const facts = { kind: 'recharge-refunded', subject: recharge.id, atMs: nowMs } as const
  return ok({
    account: withRecharge(account, paid),
    row: null,
    entry: transfer(
      { id: journalId(recharge.id, `paid-out:${idLetters(id)}`), ...facts },
      `payout:${how}`,
      'prepaid:principal',
      refund.amountFen,
    ),
  })
}

interface Found {
  readonly recharge: PaidRecharge
  readonly refund: RechargeRefund
}

function haltedIn(account: StoredValueAccount, id: RefundId): Result<Found, HaltRefusal> {
  const found = refundIn(account, id)
  if (!found.ok || found.value.refund.state.at === 'halted') return found
  const isPending = found.value.refund.state.at === 'requested'
  return refuse({ code: isPending ? 'refund/not-halted' : 'refund/settled' })
}

function refundIn({ recharges }: StoredValueAccount, id: RefundId): Result<Found, HaltRefusal> {
  for (const recharge of recharges.filter(hasMoney)) {
    const refund = recharge.state.refunds.find((one) => one.id === id)
    if (refund) return ok({ recharge, refund })
  }
  return refuse({ code: 'refund/unknown' })
}
