import type { Member, MemberId } from '@palm/shared/member/member'
import { memberTellAtMs } from '@palm/shared/message/member-tellings'
import { leaveAtMs } from '@palm/shared/member/leaving/leaving'
import { idsOf } from '@palm/shared/member/merge/wallets'
import { upkeepAtMs } from '@palm/shared/member/upkeep'
import { z } from 'zod'
import type { Collection, Transaction } from '../../database/session'
import { collectionOf, revised, revisionForm } from '../collection'
import { renamedFields } from '../earlier/renamed-fields'
import { benefitsForm, identityForm, joinedForm } from './joined'
import { profileForm } from './profile'
import { idValue, instantValue } from '../values'

const member = z.looseObject({
  id: idValue('member'),
  identity: renamedFields({ channel: 'provider' }, identityForm),
  joinedAtMs: instantValue,
  profile: profileForm,
  ...benefitsForm,
  ...joinedForm,
  ...revisionForm,
  // Missing in members stored before messages existed.
  told: z.array(z.string()).optional(),
  // For the timer; missing in older members.
  upkeepAtMs: z.int().optional(),
  tellAtMs: z.int().optional(),
  leaveAtMs: z.int().optional(),
})

export const members: Collection<Member> = revised(
  collectionOf<Member>(
    'members',
    member.transform(
      ({ leaveAtMs: _3, revision: _, tellAtMs: _1, upkeepAtMs: _2, ...rest }): Member => rest,
    ),
    (value) => ({
      upkeepAtMs: upkeepAtMs(value),
      tellAtMs: memberTellAtMs(value),
      ...leavingFields(value),
    }),
  ),
  ['told', 'phone', 'asking', 'joined', 'mergedInto', 'leaving', 'left', 'leaveAtMs'],
)

/** For the timer: only members who leave, or whose documents still name who they were. */
function leavingFields(member: Member): { readonly leaveAtMs?: number } {
  const atMs = leaveAtMs(member)
  return atMs === null ? {} : { leaveAtMs: atMs }
}

/**
 * The member whom an id stands for: itself, or the one that it was merged into (decision 16). Only
 * an id of before a merge costs a second read.
 */
export async function currentMember(
  from: Pick<Transaction, 'get'>,
  id: MemberId,
): Promise<Member | null> {
  const member = await from.get(members, id)
  return member?.mergedInto ? from.get(members, member.mergedInto.memberId) : member
}

/** All ids of a member, for lists of what they have: one read more than the list. */
export async function memberIds(
  from: Pick<Transaction, 'get'>,
  id: MemberId,
): Promise<readonly MemberId[]> {
  const member = await currentMember(from, id)
  return member ? idsOf(member) : [id]
}
