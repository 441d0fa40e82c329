import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import { dutyAt } from './duty'
import type { Invitation, Staff, StaffId } from './staff'

export type JoinRefusal =
  /** No such code, or mistyped. */
  | { readonly code: 'invitation/unknown' }
  | { readonly code: 'invitation/expired' }
  /** It was used: by somebody else, or by somebody who has left since. */
  | { readonly code: 'invitation/used' }

export interface Join {
  readonly staffId: StaffId
  readonly memberId: MemberId
  /** What is known of this member as staff, whether they work here or have left. */
  readonly known: Staff | null
  readonly nowMs: EpochMs
}

/**
 * A member becomes staff by a code that is good once. Whoever lost the answer may send it again and
 * finds what they are by now: a used code gives back neither a job nor a role.
 */
export function join(
  invitation: Invitation | null,
  { known, memberId, nowMs, staffId }: Join,
): Result<{ staff: Staff; invitation: Invitation }, JoinRefusal> {
  if (!invitation) return refuse({ code: 'invitation/unknown' })
  const { expiresAtMs, name, role, stationIds, usedBy } = invitation
  if (usedBy !== null) {
    return usedBy === memberId && known?.status === 'active'
      ? ok({ staff: known, invitation })
      : refuse({ code: 'invitation/used' })
  }
  if (nowMs >= expiresAtMs) return refuse({ code: 'invitation/expired' })
  const staff: Staff = {
    id: staffId,
    memberId,
    name,
    role,
    stationIds,
    status: 'active',
    duty: known?.duty ?? null,
    tally: known?.tally ?? null,
  }
  const duty = dutyAt(staff, nowMs)
  return ok({ staff: { ...staff, duty }, invitation: { ...invitation, usedBy: memberId } })
}
