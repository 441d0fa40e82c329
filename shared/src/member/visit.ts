import { creditsOf } from '../contract/settle'
import type { EpochMs } from '../kernel/instant'
import { evaluate } from '../level/evaluate'
import { birthdayLoyalty } from './birthday'
import { type Loyalty, type LoyaltyRules, owing } from './loyalty'
import type { Member } from './member'
import { memberAt } from './member-at'

/**
 * What a member is owed who looks in: gifts of a level that time has brought, and of the birthday. The
 * very same loyalty where there are none, so that nothing has to be written.
 */
export function loyaltyOnVisit(member: Member, rules: LoyaltyRules, nowMs: EpochMs): Loyalty {
  const { contracts } = memberAt(member, nowMs)
  const loyalty = raisedLoyalty({ ...member, contracts }, rules, nowMs)
  return birthdayLoyalty({ ...member, contracts, loyalty }, rules, nowMs)
}

/**
 * 升级礼 of a level that was reached without an order: by a contract that ended fulfilled. Members
 * without such a contract were checked with their last order.
 */
function raisedLoyalty(
  { contracts, loyalty }: Member,
  { levels }: LoyaltyRules,
  nowMs: EpochMs,
): Loyalty {
  const credits = creditsOf(contracts)
  if (!levels || credits.length === 0) return loyalty
  const { gifts, growth } = evaluate(loyalty.growth, { credits, policy: levels, nowMs })
  if (gifts.length === 0) return loyalty
  return { ...loyalty, growth, owed: owing(loyalty.owed, gifts, nowMs) }
}
