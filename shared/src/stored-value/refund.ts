import { assert } from '../kernel/assert'
import { addFen, type Fen, fen, NO_FEN, subtractFen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import { DAY_MS, type EpochMs, epochMs, later, MINUTE_MS } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { entryOrNull } from '../ledger/journal'
import type { RefundId } from '../trade/fact'
import { reserveRefund } from '../trade/pay'
import { isPaid } from '../trade/trade'
import { type StoredValueAccount, withRecharge } from './account'
import { journalId, nothingMoved, rowOf, type StoredValueDecision } from './decision'
import type { Frozen } from './freeze'
import { chargeFen } from './gift-coupon'
import { type GiftLoss, lossOf, lossPostings, withoutLoss } from './gift-loss'
import type { StoredValuePolicy } from './policy'
import {
  hasMoney,
  type NoAmount,
  type PaidRecharge,
  paidAtMsOf,
  type PaidState,
  type RechargeId,
  type RechargeSource,
  tradeOf,
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
  /** The spent part of the gift exceeds the refund. */
  | { readonly code: 'recharge/gift-spent'; readonly giftSpentFen: Fen }
  /** The spent or given-away part of gift and coupons exceeds the refund. */
  | { readonly code: 'recharge/coupons-spent'; readonly spentFen: Fen }
  /** A coupon of it can take off any amount, and an order or somebody else has it. */
  | { readonly code: 'recharge/coupon-without-worth' }
  /** So many parts of one recharge go back; a channel does not take any number of them. */
  | { readonly code: 'recharge/too-many-refunds'; readonly most: number }
  /** One part after the other. */
  | { readonly code: 'recharge/refund-too-soon'; readonly againMs: EpochMs }
  /** Less than `leastFen` goes back only where that is all that is left. */
  | { readonly code: 'recharge/refund-too-small'; readonly leastFen: Fen }

/** The law asks for one; a channel takes fifty, replaced and doubled ones included. */
export const REFUNDS_MOST = 10
export const REFUNDS_APART_MS = MINUTE_MS
export const REFUND_LEAST_FEN = fen(100)

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
  /** Deduction for coupons that can no longer be withdrawn. */
  readonly couponsSpentFen: Fen
}

/**
 * Refunds unspent principal to its payer. The gift depends on the size of the recharge: the kept
 * amount determines the part that stays. The rest is taken from the unspent gift first; its spent
 * part is deducted from the refund, because it was spent on the member's behalf.
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
  const known = recharge.state.withdrawals.find(({ id }) => id === refundId)
  if (known) {
    return known.principalFen === principalFen
      ? ok({ ...nothingMoved(account), couponTemplateIds: [], couponsSpentFen: NO_FEN })
      : refuse({ code: 'recharge/refunded-otherwise' })
  }
  const loss = lossOf(recharge, principalFen)
  const refusal = amountRefusal(recharge, loss, command) ?? boundRefusal(recharge, command)
  return refusal ? refuse(refusal) : ok(reserved(account, recharge, loss, command))
}

function amountRefusal(
  recharge: PaidRecharge,
  { charged, spentFen }: GiftLoss,
  { nowMs, policy: { refundDays }, principalFen }: RefundRecharge,
): RechargeRefundRefusal | null {
  const { left } = recharge.state
  const paidAtMs = paidAtMsOf(recharge)
  const untilMs = refundDays === null ? null : later(paidAtMs, refundDays * DAY_MS)
  if (untilMs !== null && nowMs >= untilMs) return { code: 'recharge/refund-period-over', untilMs }
  if (principalFen > left.principalFen) {
    return { code: 'recharge/above-left', leftFen: left.principalFen }
  }
  if (spentFen >= principalFen) return { code: 'recharge/gift-spent', giftSpentFen: spentFen }
  const couponsFen = chargeFen(charged)
  if (couponsFen === null) return { code: 'recharge/coupon-without-worth' }
  const allFen = addFen(spentFen, couponsFen)
  return allFen < principalFen ? null : { code: 'recharge/coupons-spent', spentFen: allFen }
}

/** Refunds are few, apart and of some size, so that no member's parts keep anybody else waiting. */
function boundRefusal(
  { state: { left, withdrawals } }: PaidRecharge,
  { nowMs, principalFen }: RefundRecharge,
): RechargeRefundRefusal | null {
  if (withdrawals.length >= REFUNDS_MOST) {
    return { code: 'recharge/too-many-refunds', most: REFUNDS_MOST }
  }
  const againMs = Math.max(
    ...withdrawals.map(({ askedAtMs }) => later(askedAtMs, REFUNDS_APART_MS)),
  )
  if (nowMs < againMs) return { code: 'recharge/refund-too-soon', againMs: epochMs(againMs) }
  return principalFen < REFUND_LEAST_FEN && principalFen < left.principalFen
    ? { code: 'recharge/refund-too-small', leastFen: REFUND_LEAST_FEN }
    : null
}

/** Takes it out of the account before the provider is asked. */
function reserved(
  account: StoredValueAccount,
  recharge: PaidRecharge,
  loss: GiftLoss,
  { nowMs, principalFen, rechargeId, refundId }: RefundRecharge,
): RechargeRefunded {
  const { gift, left, withdrawals } = recharge.state
  const couponsSpentFen = chargeFen(loss.charged) ?? NO_FEN
  const amountFen = subtractFen(principalFen, addFen(loss.spentFen, couponsSpentFen))
  const state: PaidState = {
    ...recharge.state,
    left: {
      principalFen: subtractFen(left.principalFen, principalFen),
      giftFen: subtractFen(left.giftFen, loss.unspentFen),
    },
    gift: gift && withoutLoss(gift, loss),
    withdrawals: [...withdrawals, { id: refundId, principalFen, amountFen, askedAtMs: nowMs }],
  }
  const source = refundedSource(recharge, amountFen, nowMs)
  const after = withRecharge(account, { ...recharge, source, state })
  const id = journalId(rechargeId, `gift-taken-back:${idLetters(refundId)}`)
  const facts = { id, kind: 'gift-taken-back', subject: rechargeId, atMs: nowMs } as const
  return {
    account: after,
    row: rowOf(account, after, { kind: 'refunded', subject: rechargeId, atMs: nowMs }),
    entry: gift && entryOrNull(facts, lossPostings(gift, loss)),
    couponTemplateIds: loss.couponTemplateIds,
    couponsSpentFen,
  }
}

function refundedSource(recharge: PaidRecharge, amountFen: Fen, nowMs: EpochMs): RechargeSource {
  const trade = tradeOf(recharge)
  const transactionId = trade && isPaid(trade) ? trade.state.transactionId : null
  assert(trade !== null && isPaid(trade) && transactionId !== null, 'a wallet paid it', recharge.id)
  const refund = { transactionId, amountFen, reason: 'asked' } as const
  return { kind: 'wallet', trade: reserveRefund(trade, refund, nowMs) }
}
