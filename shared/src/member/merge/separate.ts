import { assert } from '../../kernel/assert'
import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { EMPTY_ACCOUNT } from '../../stored-value/account'
import { rowOf } from '../../stored-value/decision'
import type { Joined, Member, Profile } from '../member'
import { benefitsFrom, benefitsWithout, isUntouched, ownedBy } from './benefits'
import type { Merged } from './merge'
import { joinedProfile } from './merge'
import { statementOf } from './points'

/** A driver may undo a merge for so long; the office may at any time. */
export const UNDO_MS = 3 * DAY_MS

export const undoUntilMs = ({ atMs }: Joined): EpochMs => later(atMs, UNDO_MS)

export type SeparateRefusal =
  | { readonly code: 'merge/not-joined' }
  /** The driver's time is over: service can still look at it. */
  | { readonly code: 'merge/undo-over' }
  /** Some benefit that came with the other account has been used: its rest has no clear owner. */
  | { readonly code: 'merge/used-since' }

export interface Separate {
  readonly member: Member
  readonly alias: Member
  readonly by: 'driver' | 'office'
  readonly nowMs: EpochMs
}

/**
 * Undoes a merge: the benefits that came go back, exactly, as long as none of them was used since.
 * Later ones stay with the member that went on.
 */
export function separate({ alias, by, member, nowMs }: Separate): Result<Merged, SeparateRefusal> {
  const { joined } = member
  const { mergedInto } = alias
  if (!joined || joined.memberId !== alias.id || mergedInto?.memberId !== member.id) {
    return refuse({ code: 'merge/not-joined' })
  }
  if (by === 'driver' && nowMs >= undoUntilMs(joined)) return refuse({ code: 'merge/undo-over' })
  const { brought } = mergedInto
  if (!isUntouched(member, brought, nowMs)) return refuse({ code: 'merge/used-since' })
  const part = benefitsFrom(member, brought)
  const rest = benefitsWithout(member, part, joined.before, nowMs)
  const profile = ownProfile(member.profile, joined.before.profile, alias.profile)
  const { joinedAtMs } = joined.before
  const alone: Member = { ...member, ...rest, joinedAtMs, profile, joined: undefined }
  const kind = 'separated'
  const statement = statementOf(part.loyalty.statement, part.loyalty.points, { kind, atMs: nowMs })
  const back: Member = {
    ...alias,
    ...part,
    contracts: part.contracts.map((one) => ownedBy(one, alias.id)),
    loyalty: { ...part.loyalty, statement },
    mergedInto: undefined,
  }
  assert(alone.id !== back.id, 'two members again')
  return ok({
    member: alone,
    alias: back,
    entries: [],
    rows: {
      member: rowOf(member.storedValue, alone.storedValue, { kind, subject: back.id, atMs: nowMs }),
      alias: rowOf(EMPTY_ACCOUNT, back.storedValue, { kind, subject: alone.id, atMs: nowMs }),
    },
  })
}

/** Fields taken from the other's profile leave again, unless the profile was changed since. */
function ownProfile(
  now: Profile | null,
  before: Profile | null,
  theirs: Profile | null,
): Profile | null {
  const joint = joinedProfile(before, theirs)
  return JSON.stringify(now) === JSON.stringify(joint) ? before : now
}
