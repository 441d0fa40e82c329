import type { StoredValuePolicy } from './policy'
import { PREPAID_LAW } from './prepaid-law'
import type { RechargeOffer } from './recharge/recharge-offer'

/** Why an offer cannot be meant: it is refused when it is saved. */
export type RechargeOfferFlaw =
  | { readonly code: 'recharge-offer/never-valid' }
  | { readonly code: 'recharge-offer/no-tiers' }
  /** Two tiers from the same amount, or a larger recharge with a smaller gift. */
  | { readonly code: 'recharge-offer/tiers-contradict' }
  /** Nobody could ever have it, or more often in a month than in all. */
  | { readonly code: 'recharge-offer/limits-contradict' }
  | { readonly code: 'recharge-offer/no-funder' }

export function rechargeOfferFlaw(offer: RechargeOffer): RechargeOfferFlaw | null {
  const { fromMs, funding, giftDays, totalMax, perMonthMax, tiers, toMs } = offer
  if (fromMs >= toMs || giftDays === 0) return { code: 'recharge-offer/never-valid' }
  if (tiers.length === 0) return { code: 'recharge-offer/no-tiers' }
  const byMinimum = [...tiers].sort((a, b) => a.minimumFen - b.minimumFen)
  const contradicts = byMinimum.some(({ giftFen, minimumFen }, index) => {
    const below = byMinimum[index - 1]
    return below && (below.minimumFen === minimumFen || below.giftFen > giftFen)
  })
  if (contradicts) return { code: 'recharge-offer/tiers-contradict' }
  const [month, all] = [perMonthMax ?? 1, totalMax ?? Infinity]
  if (month < 1 || month > all) return { code: 'recharge-offer/limits-contradict' }
  return hasNoFunder(funding) ? { code: 'recharge-offer/no-funder' } : null
}

const hasNoFunder = (funding: RechargeOffer['funding']) =>
  funding.every(({ weight }) => weight === 0)

export type StoredValuePolicyFlaw =
  /** Principal can be asked back for so many days at least. */
  | { readonly code: 'stored-value-policy/refund-below-law'; readonly days: number }
  /** Nothing could be spent, or more by one order than in a day. */
  | { readonly code: 'stored-value-policy/limits-contradict' }
  /** A recharge would be forgotten while orders that it paid can still give back to it. */
  | { readonly code: 'stored-value-policy/settled-too-soon'; readonly days: number }

/** An order is confirmed days after it was placed at the latest, and may be put right after that. */
const SETTLED_DAYS_MIN = 30

export function storedValuePolicyFlaw(policy: StoredValuePolicy): StoredValuePolicyFlaw | null {
  const { perDayFen, perOrderFen, refundDays, settledAfterDays } = policy
  const days = PREPAID_LAW.refundDays
  if (refundDays !== null && refundDays < days) {
    return { code: 'stored-value-policy/refund-below-law', days }
  }
  if (settledAfterDays < SETTLED_DAYS_MIN) {
    return { code: 'stored-value-policy/settled-too-soon', days: SETTLED_DAYS_MIN }
  }
  const [order, day] = [perOrderFen ?? 1, perDayFen ?? Infinity]
  return order < 1 || order > day ? { code: 'stored-value-policy/limits-contradict' } : null
}
