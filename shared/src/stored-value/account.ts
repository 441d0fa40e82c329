import { type Fen, NO_FEN } from '../kernel/fen'
import type { BusinessDay, EpochMs } from '../kernel/instant'
import type { Id } from '../kernel/id'
import { type Guard, NO_GUARD } from './guard/guard'
import type { SpendingOrder } from './policy'
import { hasExpired, hasMoney, type Recharge, type RechargeId } from './recharge/recharge'
import { type StoredValueSums, sumsOf } from './sums'

/**
 * A member's stored value 电子账户, part of the member's document: concurrent recharges and payments
 * are serialised.
 *
 * Every recharge is a separate lot, with principal and gift apart, so that its refund finds the
 * remainder. All of it can be spent and refunded to the last fen.
 */
export interface StoredValueAccount {
  /** The oldest first. */
  readonly recharges: readonly Recharge[]
  /** Of the last day on which anything was spent: for the limit of a day, and to answer a repeat. */
  readonly uses: readonly StoredValueUse[]
  readonly freeze: Freeze | null
  /** The member's password and own limits. */
  readonly guard: Guard
}

/** Amounts used by an order, lot by lot. The order keeps a copy, for an exact refund. */
export interface StoredValueUse {
  readonly orderId: Id<'order'>
  readonly day: BusinessDay
  readonly spending: SpendingOrder
  readonly parts: readonly StoredValuePart[]
}

export interface StoredValuePart {
  readonly rechargeId: RechargeId
  readonly principalFen: Fen
  readonly giftFen: Fen
}

/** 冻结, 挂失: nothing goes out until somebody with the right to do so lifts it. */
export interface Freeze {
  readonly reason: 'lost-phone' | 'suspected-fraud' | 'court-order'
  /**
   * A person of the office; before they had names, the office itself as `staff:operator`. Null: the
   * member reported the loss, and lifts it with their password.
   */
  readonly staffId: Id<'operator' | 'staff'> | null
  readonly atMs: EpochMs
}

export const EMPTY_ACCOUNT: StoredValueAccount = {
  recharges: [],
  uses: [],
  freeze: null,
  guard: NO_GUARD,
}

/** All that is in the account, expired gifts included until they are debited. */
export const balanceOf = ({ recharges }: StoredValueAccount): StoredValueSums =>
  sumsOf(recharges.filter(hasMoney).map(({ state }) => state.left))

/** Spendable amounts at an instant. */
export const spendableAt = (account: StoredValueAccount, nowMs: EpochMs): StoredValueSums =>
  sumsOf(spendableParts(account, nowMs))

/** Spendable amounts of each recharge, oldest first. */
export const spendableParts = (
  { recharges }: StoredValueAccount,
  nowMs: EpochMs,
): readonly StoredValuePart[] =>
  recharges.filter(hasMoney).map(({ id, state: { gift, left } }) => ({
    rechargeId: id,
    principalFen: left.principalFen,
    giftFen: gift && hasExpired(gift, nowMs) ? NO_FEN : left.giftFen,
  }))

/** The account with one recharge new or changed; new ones are the youngest. */
export function withRecharge(account: StoredValueAccount, recharge: Recharge): StoredValueAccount {
  const isKnown = account.recharges.some(({ id }) => id === recharge.id)
  const recharges = isKnown
    ? account.recharges.map((known) => (known.id === recharge.id ? recharge : known))
    : [...account.recharges, recharge]
  return { ...account, recharges }
}
