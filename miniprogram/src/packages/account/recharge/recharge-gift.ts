import type { OfferTierView, RechargeOfferView } from '@palm/shared/api/account'

type Offers = readonly RechargeOfferView[]

/** Tier of an amount, chosen as on the server: the largest gift, then the smaller id. */
export function tierFor(offers: Offers, amountFen: number): OfferTierView | null {
  const reached = offers
    .filter(({ unmet }) => unmet === null)
    .map(({ offerId, tiers }) => ({
      offerId,
      tier: tiers.filter(({ minimumFen }) => minimumFen <= amountFen).slice(-1)[0],
    }))
    .flatMap(({ offerId, tier }) => (tier ? [{ offerId, tier }] : []))
    .sort((a, b) => b.tier.giftFen - a.tier.giftFen || (a.offerId < b.offerId ? -1 : 1))
  return reached[0]?.tier ?? null
}

/** The nearest higher tier with a larger gift. */
export function tierAbove(offers: Offers, amountFen: number): OfferTierView | null {
  const giftFen = tierFor(offers, amountFen)?.giftFen ?? 0
  const above = offers
    .filter(({ unmet }) => unmet === null)
    .flatMap(({ tiers }) => tiers)
    .filter((tier) => tier.minimumFen > amountFen && tier.giftFen > giftFen)
    .sort((a, b) => a.minimumFen - b.minimumFen)
  return above[0] ?? null
}
