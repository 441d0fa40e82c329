import type { EpochMs } from '../kernel/instant'
import { creditsOf } from '../contract/settle'
import { priceOffer } from '../contract/use'
import { levelAt } from '../level/growth'
import { levelPriceOffer } from '../level/level'
import { segmentAt } from '../level/segment'
import type { LoyaltyRules } from '../member/loyalty'
import type { Member } from '../member/member'
import { memberAt } from '../member/member-at'
import type { PriceOffer } from '../pricing/price-offer'

/**
 * 千人千价 (capability 000-33): the prices that one member may have at an instant, beside those that
 * everybody has. A pure function of what is known of him, and each with the reason in its title.
 */
export function pricesFor(
  member: Member,
  everybodys: readonly PriceOffer[],
  { levels }: LoyaltyRules,
  nowMs: EpochMs,
): readonly PriceOffer[] {
  const { contracts, loyalty } = memberAt(member, nowMs)
  const { growth } = loyalty
  const level = levels && levelAt(growth, creditsOf(contracts), levels, nowMs)
  const price = levels && level && levelPriceOffer(levels, level, segmentAt(growth, levels, nowMs))
  const promised = contracts.flatMap((contract) => priceOffer(contract, nowMs) ?? [])
  return [...everybodys, ...(price ? [price] : []), ...promised]
}
