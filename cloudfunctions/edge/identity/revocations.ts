import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import type { Database } from '../../database/session'
import { revocationIdOf, revocations } from '../../documents/revocations'

export interface Revocations {
  /** Ends every session of a member opened until now; effective everywhere within half a minute. */
  revoke(memberId: MemberId): Promise<void>
  isRevoked(memberId: MemberId, openedAtMs: EpochMs): Promise<boolean>
}

const KEPT_MS = 30 * SECOND_MS

/** The latest; older ones concern expired sessions only. */
const REVOCATIONS_MAX = 1_000

/** One billed call in half a minute, for all callers. If it fails, no caller is admitted. */
export function openRevocations(database: Database, clock: () => EpochMs): Revocations {
  let kept: { readonly byMember: ReadonlyMap<MemberId, EpochMs>; readonly atMs: EpochMs } | null =
    null
  return {
    async revoke(memberId) {
      const revokedAtMs = clock()
      await database.put(revocations, { id: revocationIdOf(memberId), memberId, revokedAtMs })
      kept = null
    },
    async isRevoked(memberId, openedAtMs) {
      const nowMs = clock()
      if (!kept || nowMs - kept.atMs >= KEPT_MS) {
        const found = await database.find(revocations, {
          where: {},
          orderBy: { field: 'revokedAtMs', direction: 'desc' },
          limit: REVOCATIONS_MAX,
        })
        const byMember = new Map(found.map((each) => [each.memberId, each.revokedAtMs]))
        kept = { byMember, atMs: nowMs }
      }
      const revokedAtMs = kept.byMember.get(memberId)
      return revokedAtMs !== undefined && openedAtMs <= revokedAtMs
    },
  }
}
