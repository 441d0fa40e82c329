import type { Fen } from '../kernel/fen'
import { type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { HOLD_GRACE_MS } from '../payment/follow-up'
import { type StoredValueAccount, withRecharge } from './account'
import { nothingMoved, type StoredValueDecision } from './decision'
import type { Frozen } from './freeze'
import { type Holder, type PrepaidRefusal, prepaidRefusal, promisedFen } from './prepaid-law'
import { hasMoney, type NoAmount, type RechargeId, type RechargeSource } from './recharge'
import { bestPromise, type RechargeOffer } from './recharge-offer'

export type RequestRefusal =
  | NoAmount
  /** So many are being kept track of already; settled ones make room in time. */
  | { readonly code: 'recharge/too-many'; readonly most: number }
  /** It was not paid in time: the next one takes a number of its own. */
  | { readonly code: 'recharge/closed' }
  /** This number was requested before, for another amount. */
  | { readonly code: 'recharge/requested-otherwise' }
  | Frozen
  | PrepaidRefusal

/** Maximum number in one document, however small the amounts and however often cancelled. */
export const RECHARGES_MOST = 80

export interface RequestRecharge {
  readonly rechargeId: RechargeId
  readonly source: Extract<RechargeSource, { kind: 'wallet' }>
  readonly amountFen: Fen
  readonly holder: Holder
  readonly offers: readonly RechargeOffer[]
  readonly payByMs: EpochMs
  readonly nowMs: EpochMs
}

/**
 * Called before the wallet opens. The gift is promised here and shown, so that exactly the promise
 * is granted, and two concurrent recharges get one gift in total.
 */
export function requestRecharge(
  account: StoredValueAccount,
  { amountFen, holder, nowMs, offers, payByMs, rechargeId, source }: RequestRecharge,
): Result<StoredValueDecision, RequestRefusal> {
  if (amountFen <= 0) return refuse({ code: 'recharge/no-amount' })
  const known = account.recharges.find(({ id }) => id === rechargeId)
  if (known) {
    if (known.state.status === 'closed') return refuse({ code: 'recharge/closed' })
    const same = known.amountFen === amountFen
    return same ? ok(nothingMoved(account)) : refuse({ code: 'recharge/requested-otherwise' })
  }
  if (account.freeze) return refuse({ code: 'stored-value/frozen' })
  if (account.recharges.length >= RECHARGES_MOST) {
    return refuse({ code: 'recharge/too-many', most: RECHARGES_MOST })
  }
  const promise = bestPromise(account, offers, amountFen, nowMs)
  const giftFen = promisedFen(promise, amountFen)
  const illegal = prepaidRefusal(account, holder, { amountFen, giftFen, paidBy: 'wallet' })
  if (illegal) return refuse(illegal)
  const state = { status: 'requested', payByMs, promise } as const
  const recharge = { id: rechargeId, source, amountFen, requestedAtMs: nowMs, state }
  return ok(nothingMoved(withRecharge(account, recharge)))
}

export type CloseRechargeRefusal =
  { readonly code: 'recharge/unknown' } | { readonly code: 'recharge/already-paid' }

/**
 * Called once the channel has closed the trade after expiry or a cancellation by the member. A
 * payment that arrives nevertheless is still received.
 */
export function closeRecharge(
  account: StoredValueAccount,
  rechargeId: RechargeId,
  nowMs: EpochMs,
): Result<StoredValueDecision, CloseRechargeRefusal> {
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  if (!recharge) return refuse({ code: 'recharge/unknown' })
  if (hasMoney(recharge)) return refuse({ code: 'recharge/already-paid' })
  if (recharge.state.status === 'closed' && !recharge.state.unconfirmed) {
    return ok(nothingMoved(account))
  }
  const closedAtMs = recharge.state.status === 'closed' ? recharge.state.closedAtMs : nowMs
  const closed = { status: 'closed', closedAtMs } as const
  return ok(nothingMoved(withRecharge(account, { ...recharge, state: closed })))
}

/**
 * Closes a recharge whose provider does not answer, so that its offer is free for another one. The
 * provider is asked on; money that arrives all the same is still received.
 */
export function releaseRecharge(
  account: StoredValueAccount,
  rechargeId: RechargeId,
  nowMs: EpochMs,
): Result<StoredValueDecision, CloseRechargeRefusal> {
  const recharge = account.recharges.find(({ id }) => id === rechargeId)
  if (!recharge) return refuse({ code: 'recharge/unknown' })
  if (hasMoney(recharge)) return refuse({ code: 'recharge/already-paid' })
  const { state } = recharge
  const isHeld = state.status === 'requested' && nowMs >= later(state.payByMs, HOLD_GRACE_MS)
  if (!isHeld) return ok(nothingMoved(account))
  const released = { status: 'closed', closedAtMs: nowMs, unconfirmed: true } as const
  return ok(nothingMoved(withRecharge(account, { ...recharge, state: released })))
}
