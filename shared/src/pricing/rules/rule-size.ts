import { bytesOf } from '../../kernel/bytes'

/**
 * Maximum size of one rule as JSON, in bytes. Members store coupons and contracts with their rules,
 * and orders the offers of their basis, so these bounds limit the documents.
 */
export const RULE_BYTES_MAX = {
  'coupon-template': 4 * 1_024,
  'contract-terms': 6 * 1_024,
  'recharge-offer': 2 * 1_024,
  /** Points and levels together. */
  loyalty: 64 * 1_024,
  /** All prices together. */
  prices: 256 * 1_024,
} as const

/** A rule exceeds its maximum size: use fewer stations, days or funders. */
export interface RuleTooLarge {
  readonly code: 'rule/too-large'
  readonly bytes: number
  readonly maxBytes: number
}

export function ruleTooLarge(
  kind: keyof typeof RULE_BYTES_MAX,
  rule: unknown,
): RuleTooLarge | null {
  const bytes = bytesOf(rule)
  const maxBytes = RULE_BYTES_MAX[kind]
  return bytes > maxBytes ? { code: 'rule/too-large', bytes, maxBytes } : null
}
