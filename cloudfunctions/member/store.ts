import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import { type Loyalty } from '@palm/shared/member/loyalty'
import type { Member, MemberId, Profile } from '@palm/shared/member/member'
import type { Order } from '@palm/shared/order/facts/order'
import type { Staff } from '@palm/shared/staff/staff'
import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import type { Database } from '../database/session'
import { couponTemplates } from '../documents/member/coupons'
import { currentMember, members } from '../documents/member/members'
import { type PointsPage, pointsPages } from '../documents/member/points-pages'
import { orders } from '../documents/orders'
import { staff } from '../documents/staff'
import { staffIdOf } from '../edge/identity/member-id'

export interface MemberStore {
  member(id: MemberId): Promise<Member | null>
  /** The member's staff record, if they work for the operator. */
  staffOf(id: MemberId): Promise<Staff | null>
  /** The member's latest orders, newest first: more than may be open. */
  latestOrders(ids: readonly MemberId[]): Promise<Order[]>
  /** Titles of coupons, in one call or none; deleted templates have none. */
  couponTitles(ids: readonly CouponTemplateId[]): Promise<CouponTitles>
  /** Pages of movements of points that begin before an instant, the newest first. */
  pointsPages(id: MemberId, beforeMs: EpochMs | null, limit: number): Promise<PointsPage[]>
  /** Keeps an existing member unchanged. */
  join(member: Member): Promise<void>
  saveProfile<Refusal extends { readonly code: string }>(
    id: MemberId,
    decide: (before: Profile | null) => Result<Profile, Refusal>,
  ): Promise<Result<Member, Refusal | { readonly code: 'member/unknown' }>>
  /** Writes nothing if the loyalty is unchanged. */
  changeLoyalty(id: MemberId, decide: (member: Member) => Loyalty): Promise<void>
}

export type CouponTitles = ReadonlyMap<CouponTemplateId, string>

const LATEST = 10
/** More than all levels give. */
const TITLES_MAX = 200

export function openMemberStore(database: Database): MemberStore {
  return {
    member: (id) => currentMember(database, id),
    staffOf: (id) => database.get(staff, staffIdOf(id)),
    latestOrders: (ids) =>
      database.find(orders, {
        where: { memberId: { in: ids } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit: LATEST,
      }),
    async couponTitles(ids) {
      if (ids.length === 0) return new Map()
      const where = { _id: { in: [...new Set(ids)] } }
      const found = await database.find(couponTemplates, { where, limit: TITLES_MAX })
      return new Map(found.map(({ id, title }) => [id, title]))
    },
    pointsPages: (memberId, beforeMs, limit) =>
      database.find(pointsPages, {
        where: { memberId, fromMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'toMs', direction: 'desc' },
        limit,
      }),
    async join(member) {
      await database.insert(members, member)
    },
    changeLoyalty: (id, decide) =>
      database.transaction(async (transaction) => {
        const member = await currentMember(transaction, id)
        if (!member) return
        const loyalty = decide(member)
        if (loyalty !== member.loyalty) await transaction.put(members, { ...member, loyalty })
      }),
    saveProfile: (id, decide) =>
      database.transaction(async (transaction) => {
        const member = await currentMember(transaction, id)
        if (!member) return refuse({ code: 'member/unknown' })
        const decided = decide(member.profile)
        if (!decided.ok) return decided
        const saved = { ...member, profile: decided.value }
        await transaction.put(members, saved)
        return ok(saved)
      }),
  }
}
