import { type Fen, subtractFen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import { DAY_MS, type EpochMs, later, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { entryOrNull, type JournalEntry, transfer } from '../ledger/journal'
import type { RefundFact, RefundId } from '../payment/fact'
import { type HaltRefusal, withRefundState } from '../payment/refund'
import { type StoredValueAccount, withRecharge } from './account'
import { journalId, nothingMoved, rowOf, type StoredValueDecision } from './decision'
import type { Frozen } from './freeze'
import { haltRechargeRefund } from './refund-halt'
import { type GiftLoss, lossOf, lossPostings, withoutLoss } from './gift-loss'
import type { StoredValuePolicy } from './policy'
import {
  hasMoney,
  type NoAmount,
  type PaidRecharge,
  type PaidState,
  rechargeRefundId,
  type RechargeId,
  type RechargeRefund,
  rechargeTradeNo,
  withRefundSettled,
} from './recharge'

export type RechargeRefundRefusal =
  | NoAmount
  | { readonly code: 'recharge/unknown' }
  | Frozen
  /** No wallet paid it: at the counter. */
  | { readonly code: 'recharge/paid-by-card' }
  | { readonly code: 'recharge/not-paid' }
  /** This number was asked for before, for another amount. */
  | { readonly code: 'recharge/refunded-otherwise' }
  | { readonly code: 'recharge/refund-period-over'; readonly untilMs: EpochMs }
  | { readonly code: 'recharge/above-left'; readonly leftFen: Fen }
  /** What was spent of the gift is more than what would go back. */
  | { readonly code: 'recharge/gift-spent'; readonly giftSpentFen: Fen }

export interface RefundRecharge {
  readonly rechargeId: RechargeId
  /** Made by the caller, so that a second tap is the same refund. */
  readonly refundId: RefundId
  /** How much of the unspent principal is asked back. */
  readonly principalFen: Fen
  readonly policy: Pick<StoredValuePolicy, 'refundDays'>
  readonly nowMs: EpochMs
}

export interface RechargeRefunded extends StoredValueDecision {
  /** Coupons of the recharge that it is not worth any more: those unused are withdrawn. */
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
}

/**
 * Unspent principal back to whoever paid it. The gift was for a recharge of some size: what is kept
 * decides how much of it stays. What does not stay is taken from the unspent gift first; what of it
 * was spent comes off the refund, because it was spent on the member's behalf.
 */
export function refundRecharge(
  account: StoredValueAccount,
  command: RefundRecharge,
): Result<RechargeRefunded, RechargeRefundRefusal> {
  const { principalFen, rechargeId, refundId } = command
  if (principalFen <= 0) return refuse({ code: 'recharge/no-amount' })
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  if (!recharge) return refuse({ code: 'recharge/unknown' })
  if (account.freeze) return refuse({ code: 'stored-value/frozen' })
  if (recharge.source.kind === 'card') return refuse({ code: 'recharge/paid-by-card' })
  if (!hasMoney(recharge)) return refuse({ code: 'recharge/not-paid' })
  const known = recharge.state.refunds.find(({ id }) => id === refundId)
  if (known) {
    return known.principalFen === principalFen
      ? ok({ ...nothingMoved(account), couponTemplateIds: [] })
      : refuse({ code: 'recharge/refunded-otherwise' })
  }
  const loss = lossOf(recharge, principalFen)
  const refusal = amountRefusal(recharge, loss, command)
  return refusal ? refuse(refusal) : ok(reserved(account, recharge, loss, command))
}

function amountRefusal(
  { state: { left, paidAtMs } }: PaidRecharge,
  { spentFen }: GiftLoss,
  { nowMs, policy: { refundDays }, principalFen }: RefundRecharge,
): RechargeRefundRefusal | null {
  const untilMs = refundDays === null ? null : later(paidAtMs, refundDays * DAY_MS)
  if (untilMs !== null && nowMs >= untilMs) return { code: 'recharge/refund-period-over', untilMs }
  if (principalFen > left.principalFen) {
    return { code: 'recharge/above-left', leftFen: left.principalFen }
  }
  return spentFen < principalFen ? null : { code: 'recharge/gift-spent', giftSpentFen: spentFen }
}

/** Takes it out of the account before the channel is asked. */
function reserved(
  account: StoredValueAccount,
  recharge: PaidRecharge,
  loss: GiftLoss,
  { nowMs, principalFen, rechargeId, refundId }: RefundRecharge,
): RechargeRefunded {
  const { gift, left, refunds, transactionId } = recharge.state
  const refund: RechargeRefund = {
    id: refundId,
    transactionId,
    principalFen,
    amountFen: subtractFen(principalFen, loss.spentFen),
    reason: 'asked',
    requestedAtMs: nowMs,
    state: { at: 'requested' },
  }
  const state: PaidState = {
    ...recharge.state,
    left: {
      principalFen: subtractFen(left.principalFen, principalFen),
      giftFen: subtractFen(left.giftFen, loss.unspentFen),
    },
    gift: gift && withoutLoss(gift, loss),
    refunds: [...refunds, refund],
  }
  const after = withRecharge(account, { ...recharge, state })
  const id = journalId(rechargeId, `gift-taken-back:${idLetters(refundId)}`)
  const facts = { id, kind: 'gift-taken-back', subject: rechargeId, atMs: nowMs } as const
  return {
    account: after,
    row: rowOf(account, after, { kind: 'refunded', subject: rechargeId, atMs: nowMs }),
    entry: gift && entryOrNull(facts, lossPostings(gift, loss)),
    couponTemplateIds: loss.couponTemplateIds,
  }
}

export type RefundFactRefusal =
  | HaltRefusal
  /** Not the amount that was reserved. Somebody has to look. */
  | { readonly code: 'refund/amount-differs' }

/** What the channel says about a refund, from answer, notification and query alike. */
export function applyRechargeRefundFact(
  account: StoredValueAccount,
  rechargeId: RechargeId,
  fact: RefundFact,
  nowMs: EpochMs,
): Result<StoredValueDecision, RefundFactRefusal> {
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  if (!recharge || !hasMoney(recharge) || !isOurs(recharge, fact)) {
    return refuse({ code: 'refund/unknown' })
  }
  const refund = recharge.state.refunds.find(({ id }) => idLetters(id) === fact.outRefundNo)
  if (!refund) return refuse({ code: 'refund/unknown' })
  if (fact.amountFen !== refund.amountFen) return refuse({ code: 'refund/amount-differs' })
  const { at } = refund.state
  if (at !== 'requested' && at !== 'halted') return ok(nothingMoved(account))
  if (fact.status === 'abnormal') return haltRechargeRefund(account, refund.id, 'abnormal', nowMs)
  if (fact.status === 'closed') return ok(askedAgain(account, recharge, refund, nowMs))
  if (fact.status !== 'done') return ok(nothingMoved(account))
  const doneAtMs = laterOf(fact.doneAtMs ?? nowMs, refund.requestedAtMs)
  return ok({
    account: withRecharge(account, withRefundSettled(recharge, refund, { at: 'done', doneAtMs })),
    row: null,
    entry: refundedEntry(recharge, refund, fact, doneAtMs),
  })
}

const isOurs = ({ id, source }: PaidRecharge, fact: RefundFact) =>
  source.kind === 'wallet' &&
  fact.channel === source.channel &&
  fact.outTradeNo === rechargeTradeNo(id)

/** The channel closed the refund for good: the same money under a new number. */
function askedAgain(
  account: StoredValueAccount,
  recharge: PaidRecharge,
  refund: RechargeRefund,
  nowMs: EpochMs,
): StoredValueDecision {
  const refunds = withRefundState(recharge.state.refunds, refund.id, { at: 'replaced' })
  const id = rechargeRefundId(recharge.id, refunds.length + 1)
  const again = { ...refund, id, requestedAtMs: nowMs, state: { at: 'requested' } as const }
  const state = { ...recharge.state, refunds: [...refunds, again] }
  return nothingMoved(withRecharge(account, { ...recharge, state }))
}

const refundedEntry = (
  { id }: PaidRecharge,
  refund: RechargeRefund,
  { channel }: RefundFact,
  atMs: EpochMs,
): JournalEntry =>
  transfer(
    {
      id: journalId(id, `recharge-refunded:${idLetters(refund.id)}`),
      kind: 'recharge-refunded',
      subject: id,
      atMs,
    },
    `channel:${channel}`,
    'prepaid:principal',
    refund.amountFen,
  )
