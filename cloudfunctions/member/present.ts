import type {
  BirthdayView,
  LoyaltyDetails,
  MemberView,
  StoredValueView,
} from '@palm/shared/api/member'
import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import { businessDay, type EpochMs } from '@palm/shared/kernel/instant'
import type { Birthday } from '@palm/shared/level/evaluate'
import type { LevelPolicy } from '@palm/shared/level/level'
import { expiringOf } from '@palm/shared/member/expiring'
import { isLeaving } from '@palm/shared/member/leaving/leaving'
import type { LoyaltyRules } from '@palm/shared/member/loyalty'
import type { Member, MemberId } from '@palm/shared/member/member'
import { movementsBefore } from '@palm/shared/member/points-movements'
import { identityIn } from '@palm/shared/member/merge/wallets'
import { expiringNext, levelStanding, pointsStanding } from '@palm/shared/member/standing'
import type { Staff } from '@palm/shared/staff/staff'
import { spendableAt, type StoredValueAccount } from '@palm/shared/stored-value/account'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import type { OperatorRules } from '../flows/operator-rules'
import type { CouponTitles } from './store'

export const presentMember = (
  member: Member,
  walletId: MemberId,
  staff: Staff | null,
  { loyaltyRules: { levels, points }, storedValueRules }: OperatorRules,
  nowMs: EpochMs,
): MemberView => ({
  memberId: member.id,
  provider: (identityIn(member, walletId) ?? member.identity).provider,
  profile: presentProfile(member.profile),
  staffName: staff?.status === 'active' ? staff.name : null,
  loyalty: {
    points: points && pointsStanding(member.loyalty, points),
    level: levels && levelStanding(member, levels, nowMs),
  },
  storedValue: presentStoredValue(member.storedValue, storedValueRules, nowMs),
  phone: member.phone?.shown ?? null,
  ...(member.leaving && isLeaving(member) ? { leavesAtMs: member.leaving.atMs } : {}),
})

/** Also null if everything was removed. */
function presentProfile(profile: Member['profile']): MemberView['profile'] {
  if (!profile) return null
  const { birthday, nickname, vehicles } = profile
  const [usual] = vehicles
  const day = birthdayWords(birthday?.on ?? null)
  if (nickname === '' && usual === undefined && day === null) return null
  const { gradeId: usualGradeId = null, plate = null } = usual ?? {}
  return { nickname, plate, usualGradeId, vehicles, birthday: day }
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
  titles: CouponTitles,
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
      movements: movementsBefore(loyalty.statement, [], null),
    },
    level: level && {
      ...level,
      ladder: levels.levels.map(({ fromGrowthFen, name, price, ...gifts }) => ({
        name,
        welcome: titlesOf(gifts.welcomeCouponTemplateIds, titles),
        birthday: titlesOf(gifts.birthdayCouponTemplateIds, titles),
        fromGrowthFen,
        price: price && { offPerLitreFen: price.offPerLitre, condition: price.condition },
      })),
    },
    birthday: levels && presentBirthday(member, levels, nowMs),
    expiring: expiringOf(member, levels, nowMs),
  }
}

function presentBirthday(
  { loyalty, profile }: Member,
  { birthdayDays, levels }: LevelPolicy,
  nowMs: EpochMs,
): BirthdayView | null {
  if (levels.every(({ birthdayCouponTemplateIds }) => birthdayCouponTemplateIds.length === 0)) {
    return null
  }
  const year = Number(businessDay(nowMs).slice(0, 4))
  return {
    on: birthdayWords(profile?.birthday?.on ?? null),
    days: birthdayDays,
    isGiven: loyalty.growth.birthdayYear === year,
  }
}

/** Templates of all gifts of levels. */
export const giftsIn = ({ levels }: LoyaltyRules): readonly CouponTemplateId[] =>
  (levels?.levels ?? []).flatMap((level) => [
    ...level.welcomeCouponTemplateIds,
    ...level.birthdayCouponTemplateIds,
  ])

const titlesOf = (ids: readonly CouponTemplateId[], titles: CouponTitles): readonly string[] =>
  ids.flatMap((id) => titles.get(id) ?? [])

/** `02-29` */
const birthdayWords = (birthday: Birthday | null): string | null =>
  birthday && [birthday.month, birthday.day].map((part) => String(part).padStart(2, '0')).join('-')
