import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { ok, type Result } from '../kernel/result'
import { type TooManyAnnounced, type Version, versionAt, versionsAfter } from '../rule/version'
import type { RechargeOffer } from './recharge/recharge-offer'

/** How stored value is spent and returned. */
export interface StoredValuePolicy extends Version {
  readonly id: Id<'stored-value-policy'>
  readonly spending: SpendingOrder
  readonly perOrderFen: Fen | null
  /** By the calendar day in China. */
  readonly perDayFen: Fen | null
  /** Unspent principal goes back within so many days, never fewer than the law's; null: always. */
  readonly refundDays: number | null
  /** After so long neither an order nor a recharge is refunded: empty ones are dropped. */
  readonly settledAfterDays: number
}

/**
 * Whether the member's own money or our gift is spent first; both by the oldest recharge first.
 * `proportional` is by what there is of each in all.
 */
export type SpendingOrder = (typeof SPENDING_ORDERS)[number]
export const SPENDING_ORDERS = ['principal-first', 'gift-first', 'proportional'] as const

/** The rules in force at an instant. Without a policy an operator keeps no stored value. */
export interface StoredValueRules {
  readonly policy: StoredValuePolicy | null
  readonly offers: readonly RechargeOffer[]
}

/** The policy in force, those that were announced for later, and offers, which have their own dates. */
export interface StoredValueRuleVersions {
  readonly policy: readonly StoredValuePolicy[]
  readonly offers: readonly RechargeOffer[]
}

export const storedValueRulesAt = (
  { offers, policy }: StoredValueRuleVersions,
  atMs: EpochMs,
): StoredValueRules => ({ policy: versionAt(policy, atMs), offers })

/** Adds rules of an operator: the policy from its `fromMs` on; null removes it from now on. */
export function withStoredValueRules(
  before: StoredValueRuleVersions,
  { offers, policy: next }: StoredValueRules,
  nowMs: EpochMs,
): Result<StoredValueRuleVersions, TooManyAnnounced> {
  const policy = versionsAfter(before.policy, next, nowMs)
  return policy.ok ? ok({ policy: policy.value, offers }) : policy
}
