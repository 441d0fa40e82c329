import type { EpochMs } from '../../kernel/instant'
import { creditsOf } from '../../contract/settle'
import { priceOffer } from '../../contract/use'
import { levelAt } from '../../level/growth'
import { levelPriceOffer } from '../../level/level'
import { type Audience, isFor } from '../../member/audience'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { memberAt } from '../../member/member-at'
import type { PriceOffer } from '../../pricing/rules/price-offer'
import { segmentAt } from '../../level/segment-at'

/** A price of the operator's rules, and whom it is for. */
export interface GrantedPrice extends PriceOffer {
  readonly for: Audience
}

/**
 * 千人千价: prices available to one member at an instant. A pure function of the member's data, each
 * with its reason in the title. The rest of the audience is removed, since an order keeps its
 * prices.
 */
export function pricesFor(
  member: Member,
  granted: readonly GrantedPrice[],
  { levels }: LoyaltyRules,
  nowMs: EpochMs,
): readonly PriceOffer[] {
  const { contracts, id: memberId, loyalty } = memberAt(member, nowMs)
  const { growth } = loyalty
  const segment = levels && segmentAt(growth, levels, nowMs)
  const his = granted
    .filter((price) => isFor(price.for, { memberId, segment }))
    .map(({ for: _, ...price }) => price)
  const level = levels && levelAt(growth, creditsOf(contracts), levels, nowMs)
  const ofLevel = levels && level && segment && levelPriceOffer(levels, level, segment)
  const promised = contracts.flatMap((contract) => priceOffer(contract, nowMs) ?? [])
  return [...his, ...(ofLevel ? [ofLevel] : []), ...promised]
}
