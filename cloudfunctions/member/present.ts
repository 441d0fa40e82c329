import type { LoyaltyDetails, MemberView } from '@palm/shared/api/member'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { LoyaltyRules } from '@palm/shared/member/loyalty'
import type { Member } from '@palm/shared/member/member'
import { expiringNext, levelStanding, pointsStanding } from '@palm/shared/member/standing'
import type { Staff } from '@palm/shared/staff/staff'

export const presentMember = (
  member: Member,
  staff: Staff | null,
  { levels, points }: LoyaltyRules,
  nowMs: EpochMs,
): MemberView => ({
  channel: member.identity.channel,
  profile: member.profile,
  staffName: staff?.status === 'active' ? staff.name : null,
  loyalty: {
    points: points && pointsStanding(member.loyalty, points),
    level: levels && levelStanding(member, levels, nowMs),
  },
})

export function presentLoyalty(
  member: Member,
  { levels, points }: LoyaltyRules,
  nowMs: EpochMs,
): LoyaltyDetails {
  const { loyalty } = member
  const level = levels && levelStanding(member, levels, nowMs)
  return {
    points: points && {
      ...pointsStanding(loyalty, points),
      expiring: expiringNext(loyalty, nowMs),
      block: points.block,
      fenPerPoint: points.fenPerPoint,
      rows: [...loyalty.statement.rows].reverse(),
    },
    level: level && {
      ...level,
      ladder: levels.levels.map(({ fromGrowthFen, name, price }) => ({
        name,
        fromGrowthFen,
        offPerLitreFen: price?.offPerLitre ?? null,
      })),
    },
  }
}
