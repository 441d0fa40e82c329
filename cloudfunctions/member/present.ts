import type { LoyaltyDetails, MemberView, StoredValueView } from '@palm/shared/api/member'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Birthday } from '@palm/shared/level/evaluate'
import type { LoyaltyRules } from '@palm/shared/member/loyalty'
import type { Member, MemberId } from '@palm/shared/member/member'
import { identityIn } from '@palm/shared/member/merge/wallets'
import { expiringNext, levelStanding, pointsStanding } from '@palm/shared/member/standing'
import type { Staff } from '@palm/shared/staff/staff'
import { spendableAt, type StoredValueAccount } from '@palm/shared/stored-value/account'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import type { OperatorRules } from '../flows/operator-rules'

export const presentMember = (
  member: Member,
  walletId: MemberId,
  staff: Staff | null,
  { loyaltyRules: { levels, points }, storedValueRules }: OperatorRules,
  nowMs: EpochMs,
): MemberView => ({
  provider: (identityIn(member, walletId) ?? member.identity).provider,
  profile: presentProfile(member.profile),
  staffName: staff?.status === 'active' ? staff.name : null,
  loyalty: {
    points: points && pointsStanding(member.loyalty, points),
    level: levels && levelStanding(member, levels, nowMs),
  },
  storedValue: presentStoredValue(member.storedValue, storedValueRules, nowMs),
  phone: member.phone?.shown ?? null,
})

/** Also null if everything was removed. */
function presentProfile(profile: Member['profile']): MemberView['profile'] {
  if (!profile) return null
  const { birthday, nickname, plate, usualGradeId } = profile
  const day = birthdayWords(birthday?.on ?? null)
  const isWithdrawn = nickname === '' && plate === null && usualGradeId === null && day === null
  return isWithdrawn ? null : { nickname, plate, usualGradeId, birthday: day }
}

/** Spendable amounts; null if the operator offers none and the balance is empty. */
function presentStoredValue(
  account: StoredValueAccount,
  { policy }: StoredValueRules,
  nowMs: EpochMs,
): StoredValueView | null {
  const sums = spendableAt(account, nowMs)
  const isEmpty = sums.principalFen === 0 && sums.giftFen === 0
  return policy === null && isEmpty ? null : sums
}

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
        price: price && { offPerLitreFen: price.offPerLitre, condition: price.condition },
      })),
    },
  }
}

/** `02-29` */
const birthdayWords = (birthday: Birthday | null): string | null =>
  birthday && [birthday.month, birthday.day].map((part) => String(part).padStart(2, '0')).join('-')
