import type { EpochMs } from '@palm/shared/kernel/instant'
import { idLetters } from '@palm/shared/kernel/id'
import type { MemberId } from '@palm/shared/member/member'
import type { Merged } from '@palm/shared/member/merge/merge'
import { balanceOf as pointsIn } from '@palm/shared/points/account'
import { balanceOf } from '@palm/shared/stored-value/account'
import type { Transaction } from '../database/session'
import { journal } from '../documents/journal'
import { members } from '../documents/member/members'
import { insertRow } from '../documents/member/stored-value-rows'
import { type MergeRecord, merges } from '../documents/phones'
import { revocationIdOf, revocations } from '../documents/revocations'
import { staff } from '../documents/staff'
import { staffIdOf } from '../edge/identity/member-id'

/**
 * Writes a merge or a separation: both members, rows of both statements, entries, the record of it, and
 * the end of the sessions that name the wrong member. All or nothing, so that a repeat finds it done.
 */
export async function saveMerged(
  transaction: Transaction,
  { alias, entries, member, rows }: Merged,
  { by, kind, nowMs }: Pick<MergeRecord, 'by' | 'kind'> & { readonly nowMs: EpochMs },
): Promise<void> {
  await transaction.put(members, member)
  await transaction.put(members, alias)
  for (const entry of entries) await transaction.insert(journal, entry)
  const what = `${kind}:${nowMs}`
  await insertRow(transaction, rows.member, { memberId: member.id, what, nowMs })
  await insertRow(transaction, rows.alias, { memberId: alias.id, what, nowMs })
  const moved = alias.mergedInto?.brought ?? alias
  await transaction.insert(merges, {
    id: `merge:${idLetters(alias.id)}-${kind}-${nowMs}`,
    kind,
    memberId: member.id,
    otherId: alias.id,
    by,
    points: pointsIn(moved.loyalty.points),
    ...balanceOf(moved.storedValue),
    coupons: moved.pocket.coupons.length,
    contracts: moved.contracts.length,
    atMs: nowMs,
  })
  await markOwn(transaction, member.id, alias.id)
  await markOwn(transaction, alias.id, member.id)
  // In WeChat every call names its user; a session elsewhere names a member, and opens again.
  const ended = kind === 'merged' ? alias.id : member.id
  const id = revocationIdOf(ended)
  await transaction.put(revocations, { id, memberId: ended, revokedAtMs: nowMs })
}

/** An attendant does not serve themselves through their other wallet, after a separation neither. */
async function markOwn(transaction: Transaction, id: MemberId, other: MemberId): Promise<void> {
  const person = await transaction.get(staff, staffIdOf(id))
  if (!person || person.otherMemberIds?.includes(other)) return
  const otherMemberIds = [...(person.otherMemberIds ?? []), other]
  await transaction.put(staff, { ...person, otherMemberIds })
}
