import type { Member, MemberId, WalletIdentity } from '../member'

/**
 * Who the person is in the wallet from which they call.
 *
 * @param walletId id of that wallet's own member
 * @returns null for a wallet that belongs to the member no more: its session ends
 */
export function identityIn(
  { id, identity, joined }: Member,
  walletId: MemberId,
): WalletIdentity | null {
  if (walletId === id) return identity
  return joined?.memberId === walletId ? joined.identity : null
}

/** Ids under which a member's documents are found: their own, and one that they were known by. */
export const idsOf = ({ id, joined }: Pick<Member, 'id' | 'joined'>): readonly MemberId[] =>
  joined ? [id, joined.memberId] : [id]
