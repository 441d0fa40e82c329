import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member, MemberId } from '@palm/shared/member/member'
import { upkeep, upkeepAtMs } from '@palm/shared/member/upkeep'
import type { Approval } from '@palm/shared/order/approval'
import type { Collection, Condition, Database } from '../kit/database/session'
import { approvals } from '../kit/documents/approvals'
import { type Due, type DueField, dueView, type Lane, leftView } from '../kit/documents/due'
import { journal } from '../kit/documents/journal'
import { members } from '../kit/documents/members'
import { insertRow } from '../kit/documents/stored-value-rows'

/** Page size of a read: pages follow until time is over. */
export const PAGE = 50

/** Database interface of the timer. Every search names its index in cloud.json. */
export interface SweepStore {
  /** Work pending at a provider, by lane. */
  due<Value>(
    collection: Collection<Value>,
    lane: Lane,
    nowMs: EpochMs,
    afterMs: number,
  ): Promise<Due<Value>[]>
  /** Holds on members' benefits whose time is over. */
  holding<Value>(
    collection: Collection<Value>,
    nowMs: EpochMs,
    afterMs: number,
  ): Promise<Due<Value>[]>
  /** When the timer comes again to what still waits. */
  postpone(collection: string, id: string, next: Postponed): Promise<void>
  /** Takes it out of every lane, unless it has changed since it was read. */
  leave<Value extends { readonly id: string }>(
    collection: Collection<Value>,
    read: Value,
  ): Promise<void>
  /** To whom time has something to do by now. */
  dueMembers(nowMs: EpochMs, afterMs: number): Promise<Due<Member>[]>
  /** Requests to a second person whose time is over. */
  overdueApprovals(nowMs: EpochMs, afterMs: number): Promise<Due<Approval>[]>
  /** Does it, with what it posts, in one transaction. */
  upkeep(member: Member, nowMs: EpochMs): Promise<void>
}

export interface Postponed {
  readonly dueLane: Lane
  readonly dueAtMs: number
  readonly dueTries: number
}

export function openSweepStore(database: Database): SweepStore {
  const dueFirst =
    <Value>(collection: Collection<Value>, field: DueField) =>
    (where: Readonly<Record<string, Condition>>, nowMs: EpochMs, afterMs: number) =>
      database.find(dueView(collection, field), {
        where: { ...where, [field]: { above: afterMs, atMost: nowMs } },
        orderBy: { field, direction: 'asc' },
        limit: PAGE,
      })
  const membersDue = dueFirst(members, 'upkeepAtMs')
  const approvalsDue = dueFirst(approvals, 'answerByMs')

  return {
    due: (collection, dueLane, ...within) =>
      dueFirst(collection, 'dueAtMs')({ dueLane }, ...within),
    holding: (collection, ...within) => dueFirst(collection, 'releaseAtMs')({}, ...within),
    postpone: (collection, id, next) => database.annotate(collection, id, { ...next }),
    leave: (collection, read) =>
      database.transaction(async (transaction) => {
        const now = await transaction.get(collection, read.id)
        const isSame = JSON.stringify(now) === JSON.stringify(read)
        if (now && isSame) await transaction.put(leftView(collection), now)
      }),
    dueMembers: (...within) => membersDue({}, ...within),
    overdueApprovals: (...within) => approvalsDue({ 'state.at': 'open' }, ...within),
    upkeep: ({ id }, nowMs) => upkeepOnce(database, id, nowMs),
  }
}

const upkeepOnce = (database: Database, id: MemberId, nowMs: EpochMs): Promise<void> =>
  database.transaction(async (transaction) => {
    const before = await transaction.get(members, id)
    if (!before || upkeepAtMs(before) > nowMs) return
    const { entries, member, row } = upkeep(before, nowMs)
    await transaction.put(members, member)
    for (const entry of entries) await transaction.insert(journal, entry)
    await insertRow(transaction, row, { memberId: id, what: `gift-expired:${nowMs}`, nowMs })
  })
