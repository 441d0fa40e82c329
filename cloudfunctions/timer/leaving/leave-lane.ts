import { randomBytes } from 'node:crypto'
import { idLetters, makeId } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { depart } from '@palm/shared/member/leaving/departure'
import { leaveAtMs, obstaclesTo, stopLeaving } from '@palm/shared/member/leaving/leaving'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { PhoneId } from '@palm/shared/member/phone/phone'
import { mailboxIdOf } from '@palm/shared/message/mailbox'
import type { Database, Transaction } from '../../database/session'
import { titleBooks } from '../../documents/invoices'
import { journal } from '../../documents/journal'
import { departures } from '../../documents/member/departures'
import { members } from '../../documents/member/members'
import { recharges, ticketOf } from '../../documents/member/recharges'
import { insertRow } from '../../documents/member/stored-value-rows'
import { mailboxes } from '../../documents/messages'
import { phones } from '../../documents/phones'
import { revocationIdOf, revocations } from '../../documents/revocations'
import { leaveFacts } from '../../flows/leave-facts'
import { type Due, dueView } from '../../documents/due'
import type { Lane } from '../lane'
import { ownLane } from '../lanes'
import { PAGE } from '../store'
import { sweptDocuments } from './sweep'

/**
 * 注销, in two parts that may each be cut off anywhere: the member becomes what the law keeps, in one
 * transaction; then the documents that name the former ids are rewritten, page by page, and the last
 * step removes the ids themselves. Every run goes on from the stored state.
 */
export const leaveLane = (database: Database, nowMs: EpochMs): Lane<Member> =>
  ownLane(
    'leaving',
    members.name,
    nowMs,
    (untilMs, afterMs) => dueToLeave(database, untilMs, afterMs),
    async (member) => {
      if (member.left) await finish(database, member, nowMs)
      else await begin(database, member, nowMs)
    },
  )

const dueToLeave = (database: Database, nowMs: EpochMs, afterMs: number): Promise<Due<Member>[]> =>
  database.find(dueView(members, 'leaveAtMs'), {
    where: { leaveAtMs: { above: afterMs, atMost: nowMs } },
    orderBy: { field: 'leaveAtMs', direction: 'asc' },
    limit: PAGE,
  })

async function begin(database: Database, found: Member, nowMs: EpochMs): Promise<void> {
  const facts = await leaveFacts(database, found)
  const remainsId = makeId('member', randomBytes(20))
  const remains = await database.transaction(async (transaction) => {
    const member = await transaction.get(members, found.id)
    // The member withdrew the request, or another run has carried it out.
    if (!member?.leaving || (leaveAtMs(member) ?? Infinity) > nowMs) return null
    const [obstacle] = obstaclesTo(member, facts, nowMs)
    if (obstacle) {
      await transaction.put(members, stopLeaving(member, obstacle, nowMs))
      return null
    }
    return saveDeparture(transaction, member, remainsId, nowMs)
  })
  if (remains) await finish(database, remains, nowMs)
}

async function saveDeparture(
  transaction: Transaction,
  member: Member,
  remainsId: MemberId,
  nowMs: EpochMs,
): Promise<Member> {
  const other = member.joined && (await transaction.get(members, member.joined.memberId))
  const departed = depart(member, other ? [other] : [], { nowMs, remainsId })
  const { aliases, entries, lost, remains, row } = departed
  await transaction.insert(members, remains)
  for (const alias of aliases) await transaction.put(members, alias)
  for (const entry of entries) await transaction.insert(journal, entry)
  await insertRow(transaction, row, { memberId: remainsId, what: `left:${nowMs}`, nowMs })
  for (const recharge of remains.storedValue.recharges) {
    await transaction.put(recharges, ticketOf(remainsId, recharge))
  }
  for (const number of [member.phone?.id, member.asking?.phoneId]) {
    if (number) await freeNumber(transaction, number, member.id)
  }
  for (const { id } of aliases) {
    await transaction.remove(mailboxes, mailboxIdOf(id))
    await transaction.remove(titleBooks, `invoice-titles:${idLetters(id)}`)
    await endSessions(transaction, id, nowMs)
  }
  await transaction.insert(departures, {
    id: `departure:${idLetters(remainsId)}`,
    memberId: remainsId,
    by: 'driver',
    askedAtMs: member.leaving?.askedAtMs ?? nowMs,
    leftAtMs: nowMs,
    ...lost,
  })
  return remains
}

/** For the next account with it. The record stays, so that it goes on counting requests. */
async function freeNumber(transaction: Transaction, id: PhoneId, by: MemberId): Promise<void> {
  const record = await transaction.get(phones, id)
  if (!record) return
  const request = record.request?.askerId === by ? null : record.request
  const isTheirs = record.holderId === by
  await transaction.put(
    phones,
    isTheirs ? { ...record, holderId: null, sealed: null, request: null } : { ...record, request },
  )
}

const endSessions = (transaction: Transaction, id: MemberId, nowMs: EpochMs): Promise<void> =>
  transaction.put(revocations, { id: revocationIdOf(id), memberId: id, revokedAtMs: nowMs })

/** Ends once no document names the former ids; then the wallet is new to us. */
async function finish(database: Database, { id, left }: Member, nowMs: EpochMs): Promise<void> {
  if (!left || !(await sweptDocuments(database, left.from, id))) return
  await database.transaction(async (transaction) => {
    const remains = await transaction.get(members, id)
    if (!remains?.left) return
    for (const from of remains.left.from) {
      const alias = await transaction.get(members, from)
      if (alias?.mergedInto?.memberId === id) await transaction.remove(members, from)
    }
    // Sessions opened meanwhile led here.
    await endSessions(transaction, id, nowMs)
    await transaction.put(members, { ...remains, left: { ...remains.left, from: [] } })
  })
}
