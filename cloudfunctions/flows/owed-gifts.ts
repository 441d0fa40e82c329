import type { Gift } from '@palm/shared/coupon/give'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import type { Member, MemberId } from '@palm/shared/member/member'
import { memberAt } from '@palm/shared/member/member-at'
import { givenOwed } from '@palm/shared/member/recharge-coupons'
import { loyaltyOnVisit } from '@palm/shared/member/visit'
import type { Database } from '../database/session'
import { couponTemplates } from '../documents/member/coupons'
import { currentMember, members } from '../documents/member/members'
import { giftIdOf } from './gift-id'

/**
 * The member with what waits for them in their pocket: coupons that are owed, and with the rules also
 * those of a birthday and of a level that time has brought. Costs no call where nothing waits.
 */
export async function withGifts(
  database: Database,
  member: Member,
  nowMs: EpochMs,
  rules: LoyaltyRules = NO_LOYALTY_RULES,
): Promise<Member> {
  if (visited(member, rules, nowMs).loyalty.owed.length === 0) return member
  return (await giveOwed(database, member.id, rules, nowMs)) ?? member
}

/** With everything that time and the visit itself bring. */
function visited(member: Member, rules: LoyaltyRules, nowMs: EpochMs): Member {
  const now = memberAt(member, nowMs)
  const loyalty = loyaltyOnVisit(now, rules, nowMs)
  return loyalty === now.loyalty ? now : { ...now, loyalty }
}

/** Skips deleted templates; gifts beyond the room of the pocket stay owed. */
const giveOwed = (
  database: Database,
  id: MemberId,
  rules: LoyaltyRules,
  nowMs: EpochMs,
): Promise<Member | null> =>
  database.transaction(async (transaction) => {
    const known = await currentMember(transaction, id)
    if (!known) return null
    const member = visited(known, rules, nowMs)
    const owed: Gift[] = []
    for (const { couponTemplateIds, givenAtMs, key } of member.loyalty.owed) {
      for (const templateId of couponTemplateIds) {
        const template = await transaction.get(couponTemplates, templateId)
        const couponId = giftIdOf(known.id, key, templateId)
        if (template) owed.push({ key, couponId, template, givenAtMs })
      }
    }
    const given = givenOwed(member, owed, nowMs)
    if (!given) return member
    await transaction.put(members, given)
    return given
  })
