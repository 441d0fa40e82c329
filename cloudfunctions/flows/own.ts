import type { MemberId } from '@palm/shared/member/member'
import type { Database } from '../database/session'
import { currentMember } from '../documents/member/members'

/**
 * The id under which a member owns a document: their own, or the one that they were known by before a
 * merge. Only a document of another id costs a call.
 */
export async function ownerAs(
  database: Pick<Database, 'get'>,
  { memberId }: { readonly memberId: MemberId },
  caller: MemberId,
): Promise<MemberId | null> {
  if (memberId === caller) return memberId
  return (await currentMember(database, memberId))?.id === caller ? memberId : null
}

type Refused = { readonly ok: false; readonly refusal: { readonly code: string } }

/**
 * Acts as the caller, and once more under the id of the past if the document is of that id.
 *
 * @param find the document, read again only then
 */
export async function actAsOwner<Answer extends { readonly ok: true } | Refused>(
  database: Pick<Database, 'get'>,
  caller: MemberId,
  find: () => Promise<{ readonly memberId: MemberId } | null>,
  act: (memberId: MemberId) => Promise<Answer>,
): Promise<Answer> {
  const answer = await act(caller)
  if (answer.ok || !answer.refusal.code.endsWith('/unknown')) return answer
  const found = await find()
  const owner = found && (await ownerAs(database, found, caller))
  return owner && owner !== caller ? act(owner) : answer
}
