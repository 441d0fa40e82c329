import { type EpochMs, SECOND_MS } from '../../kernel/instant'
import type { FenPerLitre } from '../../kernel/volume'
import { priceOfLevel } from '../../level/level'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Basis, PlanLimits } from '../../pricing/plans/plan'
import type { PriceOffer } from '../../pricing/rules/price-offer'
import type { GradeId } from '../../station/grade'
import type { Station } from '../../station/station'
import type { GrantedPrice } from '../price/prices'

/** The operator's rules of prices, as saved by an instant. */
export interface RulesThen {
  readonly version: number
  readonly savedAtMs: EpochMs
  readonly prices: readonly GrantedPrice[]
  readonly limits: PlanLimits
  readonly loyaltyRules: LoyaltyRules
}

/** Independent records of the instant of an order, with which it has to agree. */
export interface Then {
  /** At the pump, for its grade; several where it changed just then, none where nobody knows. */
  readonly pumpPrices: readonly FenPerLitre[]
  /**
   * The newest comes first. Several where some were saved a moment before: a warm instance may have
   * gone by those before them. Empty where nobody knows any more.
   */
  readonly rules: readonly RulesThen[]
}

export const NOTHING_KNOWN: Then = { pumpPrices: [], rules: [] }

/** A station is read before its order is made: at most so long, for no call takes longer. */
const READ_BEFORE_MS = 20 * SECOND_MS

/** Possible pump prices of an order at that instant. */
export const pumpPricesAt = (
  { prices }: Station,
  gradeId: GradeId,
  atMs: EpochMs,
): readonly FenPerLitre[] =>
  prices
    .filter((price) => price.gradeId === gradeId && price.fromMs <= atMs)
    .filter(({ toMs }) => toMs === null || toMs > atMs - READ_BEFORE_MS)
    .map(({ pumpPrice }) => pumpPrice)

/**
 * What an order was priced from, with the prices and limits of the rules in place of what it kept of
 * them. A contract's price stays: its terms are the contract's own.
 */
export const basisUnder = (basis: Basis, rules: RulesThen): Basis => ({
  ...basis,
  limits: rules.limits,
  prices: basis.prices.flatMap((offer) => offerUnder(offer, rules) ?? []),
})

function offerUnder(offer: PriceOffer, { loyaltyRules, prices }: RulesThen): PriceOffer | null {
  const granted = prices.find(({ id }) => id === offer.id)
  if (granted) return granted
  const level = loyaltyRules.levels?.levels.find(({ id }) => id === offer.id)
  if (level) return priceOfLevel(level)
  return offer.kind === 'contract' ? offer : null
}
