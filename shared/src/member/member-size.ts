import { bytesOf } from '../kernel/bytes'
import type { Member } from './member'

/**
 * Document size above which deferrable entries are refused: claims, transfers, contracts,
 * recharges, partial refunds. Entries that cannot be refused (confirmations, arriving payments)
 * still have room in lists of bounded length: the whole stays below `MEMBER_BYTES_MAX`.
 */
export const MEMBER_ROOM_BYTES = 128 * 1_024
export const MEMBER_BYTES_MAX = 384 * 1_024

/** The document is full: use up some benefits, or wait until they end. */
export interface MemberFull {
  readonly code: 'member/full'
}

export const memberFull = (member: Member): MemberFull | null =>
  bytesOf(member) >= MEMBER_ROOM_BYTES ? { code: 'member/full' } : null
