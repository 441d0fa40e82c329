import type { EpochMs } from '../kernel/instant'
import { levelAt } from '../level/growth'
import { levelPriceOffer } from '../level/level'
import { segmentAt } from '../level/segment'
import type { Loyalty, LoyaltyRules } from '../member/loyalty'
import type { PriceOffer } from '../pricing/price-offer'

/**
 * 千人千价 (capability 000-33): the prices that one member may have at an instant, beside those that
 * everybody has. A pure function of what is known of him, and each with the reason in its title.
 */
export function pricesFor(
  { growth }: Loyalty,
  everybodys: readonly PriceOffer[],
  { levels }: LoyaltyRules,
  nowMs: EpochMs,
): readonly PriceOffer[] {
  const level = levels && levelAt(growth, [], levels, nowMs)
  const price = levels && level && levelPriceOffer(levels, level, segmentAt(growth, levels, nowMs))
  return price ? [...everybodys, price] : everybodys
}
