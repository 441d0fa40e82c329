import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId, Profile } from '@palm/shared/member/member'
import type { Staff } from '@palm/shared/staff/staff'
import type { Database } from '../kit/database/session'
import { members } from '../kit/documents/members'
import { staff } from '../kit/documents/staff'
import { staffIdOf } from '../kit/member-id'

export interface MemberStore {
  member(id: MemberId): Promise<Member | null>
  /** The staff that a member is, if he works for the operator. */
  staffOf(id: MemberId): Promise<Staff | null>
  /** Keeps the member that is there, if there is one. */
  join(member: Member): Promise<void>
  saveProfile(
    id: MemberId,
    profile: Profile,
  ): Promise<Result<Member, { readonly code: 'member/unknown' }>>
}

export function openMemberStore(database: Database): MemberStore {
  return {
    member: (id) => database.get(members, id),
    staffOf: (id) => database.get(staff, staffIdOf(id)),
    async join(member) {
      await database.insert(members, member)
    },
    saveProfile: (id, profile) =>
      database.transaction(async (transaction) => {
        const member = await transaction.get(members, id)
        if (!member) return refuse({ code: 'member/unknown' })
        const saved = { ...member, profile }
        await transaction.put(members, saved)
        return ok(saved)
      }),
  }
}
