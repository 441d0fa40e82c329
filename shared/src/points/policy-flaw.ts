import { CORRECTABLE_DAYS } from '../rule/recent'
import type { PointsPolicy } from './policy'

/** Contradictions in a points policy, refused when it is saved. */
export type PointsPolicyFlaw =
  /** No amount earns a point. */
  | { readonly code: 'points-policy/no-rate' }
  /** Points would expire when they are earned. */
  | { readonly code: 'points-policy/no-lifetime' }
  /** A block without points, or without value. */
  | { readonly code: 'points-policy/no-block' }
  /** Points would be worth more than the spending that earns them. */
  | { readonly code: 'points-policy/worth-above-spending' }
  | { readonly code: 'points-policy/multiplier-not-whole'; readonly id: string }
  /** Earnings would be forgotten while their orders can still be corrected. */
  | { readonly code: 'points-policy/settled-too-soon'; readonly days: number }

export function pointsPolicyFlaw(policy: PointsPolicy): PointsPolicyFlaw | null {
  const { block, fenPerPoint, lifetime, multipliers, settledAfterDays } = policy
  if (fenPerPoint <= 0) return { code: 'points-policy/no-rate' }
  const length = lifetime.kind === 'months' ? lifetime.months : lifetime.days
  if (length <= 0) return { code: 'points-policy/no-lifetime' }
  if (block.points <= 0 || block.worthFen <= 0) return { code: 'points-policy/no-block' }
  if (block.worthFen > block.points * fenPerPoint) {
    return { code: 'points-policy/worth-above-spending' }
  }
  if (settledAfterDays < CORRECTABLE_DAYS) {
    return { code: 'points-policy/settled-too-soon', days: CORRECTABLE_DAYS }
  }
  const odd = multipliers.find(({ hundredths: one }) => !Number.isSafeInteger(one) || one < 0)
  return odd ? { code: 'points-policy/multiplier-not-whole', id: odd.id } : null
}
