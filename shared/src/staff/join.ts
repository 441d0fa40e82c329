import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import { dutyAt } from './duty'
import type { Invitation, Staff, StaffId } from './staff'

export type JoinRefusal =
  /** No such code, or mistyped. */
  | { readonly code: 'invitation/unknown' }
  | { readonly code: 'invitation/expired' }
  /** The code was used by another member, or by a person who was removed since. */
  | { readonly code: 'invitation/used' }

export interface Join {
  readonly staffId: StaffId
  readonly memberId: MemberId
  readonly otherMemberIds?: readonly MemberId[] | undefined
  /** This member's staff record, current or removed. */
  readonly known: Staff | null
  readonly nowMs: EpochMs
}

/**
 * A member becomes staff with a single-use code. Repeating it after a lost answer returns the
 * current record: a used code restores neither job nor role.
 */
export function join(
  invitation: Invitation | null,
  { known, memberId, nowMs, otherMemberIds, staffId }: Join,
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
    ...(otherMemberIds ? { otherMemberIds } : {}),
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
