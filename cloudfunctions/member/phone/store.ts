import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId } from '@palm/shared/member/member'
import {
  type Bind,
  bindAlone,
  type Binding,
  bindPhone,
  type BindRefusal,
  joinByCode,
} from '@palm/shared/member/phone/bind'
import type { MergeRefusal } from '@palm/shared/member/merge/merge'
import { separate, type SeparateRefusal } from '@palm/shared/member/merge/separate'
import { idsOf } from '@palm/shared/member/merge/wallets'
import type { PhoneId } from '@palm/shared/member/phone/phone'
import {
  type PhoneRecord,
  type ProofRefusal,
  withoutRequest,
} from '@palm/shared/member/phone/phone-record'
import type { Database, Transaction } from '../../database/session'
import { currentMember, members } from '../../documents/member/members'
import { orders } from '../../documents/orders'
import { phones } from '../../documents/phones'
import { saveMerged } from '../../flows/merging'
import { withGifts } from '../../flows/owed-gifts'

type Unknown = { readonly code: 'member/unknown' }
type NoRequest = Extract<ProofRefusal, { readonly code: 'merge/no-request' }>

/** A member with the record of their own number, as they are to be shown. */
export interface PhoneState {
  readonly member: Member
  readonly record: PhoneRecord | null
}

/** A number that the wallet has vouched for, ready to be kept. */
export type Vouched = Pick<Bind, 'code' | 'phone' | 'sealed'>

export interface PhoneStore {
  state(id: MemberId): Promise<PhoneState | null>
  bind(id: MemberId, vouched: Vouched): Promise<Result<null, BindRefusal | Unknown>>
  /** The number of the running request, without the account that has it. */
  alone(id: MemberId): Promise<Result<null, NoRequest | Unknown>>
  join(id: MemberId, code: string): Promise<Result<null, MergeRefusal | ProofRefusal | Unknown>>
  decline(id: MemberId): Promise<Result<null, Unknown>>
  unbind(id: MemberId): Promise<Result<null, Unknown>>
  separate(id: MemberId): Promise<Result<null, SeparateRefusal | Unknown>>
}

export function openPhoneStore(database: Database, clock: () => EpochMs): PhoneStore {
  const acting = actingOn(database)
  return { ...numbers(database, acting, clock), ...joining(database, acting, clock) }
}

/** Runs a transaction with the member in it. */
type Acting = <Value>(
  id: MemberId,
  work: (transaction: Transaction, member: Member) => Promise<Value>,
) => Promise<Value | Result<never, Unknown>>

const actingOn =
  (database: Database): Acting =>
  (id, work) =>
    database.transaction(async (transaction) => {
      const member = await currentMember(transaction, id)
      return member ? work(transaction, member) : refuse({ code: 'member/unknown' })
    })

function numbers(
  database: Database,
  acting: Acting,
  clock: () => EpochMs,
): Omit<PhoneStore, 'join' | 'separate'> {
  return {
    async state(id) {
      const member = await currentMember(database, id)
      if (!member) return null
      return { member, record: member.phone ? await database.get(phones, member.phone.id) : null }
    },

    async bind(id, vouched) {
      const hasOrders = await isKnownToUs(database, id, vouched.phone.id, clock())
      return acting(id, async (transaction, member) => {
        const record = await transaction.get(phones, vouched.phone.id)
        const holder = record?.holderId ? await currentMember(transaction, record.holderId) : null
        const nowMs = clock()
        const bound = bindPhone({ ...vouched, member, record, holder, hasOrders, nowMs })
        if (!bound.ok) return bound
        await saveBinding(transaction, bound.value, nowMs)
        return ok(null)
      })
    },

    alone: (id) =>
      acting(id, async (transaction, member) => {
        const { asking } = member
        const record = asking ? await transaction.get(phones, asking.phoneId) : null
        const nowMs = clock()
        if (!asking || !record?.sealed || asking.untilMs <= nowMs) {
          return refuse({ code: 'merge/no-request' })
        }
        const holder = record.holderId ? await currentMember(transaction, record.holderId) : null
        const phone = { id: asking.phoneId, shown: asking.shown }
        const asked = { member, phone, sealed: record.sealed, record, holder, nowMs }
        await saveBinding(transaction, bindAlone(asked), nowMs)
        return ok(null)
      }),

    decline: (id) =>
      acting(id, async (transaction, member) => {
        const numbers = [member.phone?.id, member.asking?.phoneId].filter(
          (one) => one !== undefined,
        )
        for (const number of numbers) await declined(transaction, number, member.id)
        if (member.asking) await transaction.put(members, { ...member, asking: undefined })
        return ok(null)
      }),

    unbind: (id) =>
      acting(id, async (transaction, member) => {
        if (!member.phone) return ok(null)
        await freed(transaction, member.phone.id, [member.id])
        await transaction.put(members, { ...member, phone: undefined })
        return ok(null)
      }),
  }
}

const joining = (
  database: Database,
  acting: Acting,
  clock: () => EpochMs,
): Pick<PhoneStore, 'join' | 'separate'> => ({
  async join(id, code) {
    await deliverGifts(database, id, clock())
    return acting(id, async (transaction, member) => {
      // A repeat after a lost answer.
      if (member.id !== id || (member.joined && !member.asking)) return ok(null)
      const record = member.asking ? await transaction.get(phones, member.asking.phoneId) : null
      const holder = record?.holderId ? await currentMember(transaction, record.holderId) : null
      if (!record || !holder) return refuse({ code: 'merge/no-request' })
      const nowMs = clock()
      const proven = joinByCode({ member, record, holder, code, nowMs })
      if (!proven.ok) return proven
      const { value } = proven
      if (value.kind === 'merged') {
        await saveBinding(transaction, value, nowMs)
        return ok(null)
      }
      if (value.record !== record) await transaction.put(phones, value.record)
      return refuse(value.why)
    })
  },

  separate: (id) =>
    acting(id, async (transaction, member) => {
      const alias = member.joined && (await transaction.get(members, member.joined.memberId))
      if (!alias) return refuse({ code: 'merge/not-joined' })
      const nowMs = clock()
      const parted = separate({ member, alias, by: 'driver', nowMs })
      if (!parted.ok) return parted
      await saveMerged(transaction, parted.value, { by: 'driver', kind: 'separated', nowMs })
      return ok(null)
    }),
})

/**
 * Whether somebody could lose something by a merge that a transaction cannot see: an order under either
 * id. Gifts that wait are put into their pockets first, so that nothing is owed to an id of the past.
 */
async function isKnownToUs(
  database: Database,
  id: MemberId,
  phone: PhoneId,
  nowMs: EpochMs,
): Promise<boolean> {
  const record = await database.get(phones, phone)
  const holderId = record?.holderId
  if (!holderId || holderId === id) return false
  await deliverGifts(database, id, nowMs)
  const holder = await deliverGifts(database, holderId, nowMs)
  const ids = [id, ...(holder ? idsOf(holder) : [])]
  const found = await database.find(orders, { where: { memberId: { in: ids } }, limit: 1 })
  return found.length > 0
}

async function deliverGifts(database: Database, id: MemberId, nowMs: EpochMs) {
  const member = await currentMember(database, id)
  return member && withGifts(database, member, nowMs)
}

async function saveBinding(
  transaction: Transaction,
  binding: Binding,
  nowMs: EpochMs,
): Promise<void> {
  if (binding.kind === 'same') return
  if (binding.kind === 'merged') {
    const { alias, member } = binding.merged
    for (const number of binding.freed) await freed(transaction, number, [alias.id, member.id])
    await transaction.put(phones, binding.record)
    return saveMerged(transaction, binding.merged, { by: 'driver', kind: 'merged', nowMs })
  }
  if (binding.kind === 'bound') {
    const { former, member } = binding
    for (const number of binding.freed) await freed(transaction, number, [member.id])
    if (former) await transaction.put(members, former)
  }
  await transaction.put(phones, binding.record)
  await transaction.put(members, binding.member)
}

/** A number that its holder has given up; the record stays without it, so that it counts requests. */
async function freed(
  transaction: Transaction,
  id: PhoneId,
  holders: readonly MemberId[],
): Promise<void> {
  const record = await transaction.get(phones, id)
  if (!record?.holderId || !holders.includes(record.holderId)) return
  await transaction.put(phones, { ...record, holderId: null, sealed: null, request: null })
}

/** The holder may decline, and the asker may withdraw. */
async function declined(transaction: Transaction, id: PhoneId, by: MemberId): Promise<void> {
  const record = await transaction.get(phones, id)
  const isTheirs = record?.holderId === by || record?.request?.askerId === by
  if (record && isTheirs && record.request) await transaction.put(phones, withoutRequest(record))
}
