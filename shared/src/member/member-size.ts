import { bytesOf } from '../kernel/bytes'
import type { Member } from './member'

/**
 * How large a member's document is when nothing more is put into it that can be done without:
 * coupons that are claimed or taken, contracts, recharges, parts of refunds. What cannot be refused
 * (fuel that is confirmed, money that arrives) still has room, by lists that are bounded: the whole
 * stays below `MEMBER_BYTES_MOST`.
 */
export const MEMBER_ROOM_BYTES = 128 * 1_024
export const MEMBER_BYTES_MOST = 384 * 1_024

/** Use up, or let end, some of what is there: there is no room for more. */
export interface MemberFull {
  readonly code: 'member/full'
}

export const memberFull = (member: Member): MemberFull | null =>
  bytesOf(member) >= MEMBER_ROOM_BYTES ? { code: 'member/full' } : null
