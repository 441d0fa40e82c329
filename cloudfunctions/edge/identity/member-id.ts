import { createHash } from 'node:crypto'
import { idLetters, makeId } from '@palm/shared/kernel/id'
import type { MemberId, WalletIdentity } from '@palm/shared/member/member'
import type { StaffId } from '@palm/shared/staff/staff'

/**
 * A member's id, derived from the wallet's identity: it finds the person without a search, and does
 * not reveal the identity.
 */
export function memberIdOf({ appId, provider, openId }: WalletIdentity): MemberId {
  const digest = createHash('sha256')
    .update(JSON.stringify([provider, appId, openId]))
    .digest()
  return makeId('member', digest)
}

/** Staff are found by their member's id. */
export const staffIdOf = (memberId: MemberId): StaffId => `staff:${idLetters(memberId)}`
