import { createHash } from 'node:crypto'
import { idLetters, makeId } from '@palm/shared/kernel/id'
import type { MemberId, WalletIdentity } from '@palm/shared/member/member'
import type { StaffId } from '@palm/shared/staff/staff'

/**
 * A member's id is made from who the wallet says he is: the same person is found by his id alone,
 * and the id tells nobody who he is in the wallet.
 */
export function memberIdOf({ appId, channel, openId }: WalletIdentity): MemberId {
  const digest = createHash('sha256')
    .update(JSON.stringify([channel, appId, openId]))
    .digest()
  return makeId('member', digest)
}

/** Whoever works for the operator is found by the member that he is. */
export const staffIdOf = (memberId: MemberId): StaffId => `staff:${idLetters(memberId)}`
