import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { isBare } from '../merge/benefits'
import { isMergeable, merge, type Merged, type MergeRefusal } from '../merge/merge'
import type { Member } from '../member'
import type { PhoneId, VouchedPhone } from './phone'
import { ask, type AskRefusal, type PhoneRecord, prove, type ProofRefusal } from './phone-record'

export interface Bind {
  readonly member: Member
  readonly phone: VouchedPhone
  readonly sealed: string
  /** Of the number; null if nobody ever bound it. */
  readonly record: PhoneRecord | null
  /** Who has bound it; null if nobody has it now. */
  readonly holder: Member | null
  /** Whether either has ever placed an order. */
  readonly hasOrders: boolean
  /** Digits for a new request, drawn at random. */
  readonly code: string
  readonly nowMs: EpochMs
}

/** Outcome of binding a number, as documents to write. */
export type Binding =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'bound'
      readonly member: Member
      readonly record: PhoneRecord
      /** The number's former holder, who keeps their account and loses the number. */
      readonly former: Member | null
      readonly freed: readonly PhoneId[]
    }
  | { readonly kind: 'asked'; readonly member: Member; readonly record: PhoneRecord }
  | {
      readonly kind: 'merged'
      readonly merged: Merged
      readonly record: PhoneRecord
      readonly freed: readonly PhoneId[]
    }

export type BindRefusal = AskRefusal | MergeRefusal

/**
 * Binds the number that the wallet vouches for. The wallet knows who has the number now, not whose the
 * account is that once bound it: a member of the other wallet is merged only with the second proof,
 * unless both accounts are empty.
 */
export function bindPhone(command: Bind): Result<Binding, BindRefusal> {
  const { code, hasOrders, holder, member, nowMs, phone, record } = command
  if (holder?.id === member.id) return ok({ kind: 'same' })
  if (!holder || !record || !isMergeable(member, holder)) return ok(bindAlone(command))
  const isAtStake = hasOrders || [member, holder].some((one) => !isBare(one) || one.profile)
  if (!isAtStake) return joinHolder(command, record, holder)
  // Refused now rather than after the digits were fetched.
  const possible = joinHolder(command, record, holder)
  if (!possible.ok) return possible
  const asked = ask(record, { askerId: member.id, code, nowMs })
  if (!asked.ok) return asked
  const { untilMs } = asked.value.request ?? { untilMs: nowMs }
  const asking = { phoneId: phone.id, shown: phone.shown, holderId: holder.id, untilMs }
  return ok({ kind: 'asked', member: { ...member, asking }, record: asked.value })
}

/** The number without the account that had it: no account is opened by a number alone. */
export function bindAlone({
  holder,
  member,
  nowMs,
  phone,
  record,
  sealed,
}: Pick<Bind, 'holder' | 'member' | 'nowMs' | 'phone' | 'record' | 'sealed'>): Binding {
  const bound = { ...phone, boundAtMs: nowMs }
  return {
    kind: 'bound',
    member: { ...member, phone: bound, asking: undefined },
    record: {
      id: phone.id,
      holderId: member.id,
      sealed,
      request: null,
      asked: record?.asked ?? null,
    },
    former: holder?.phone?.id === phone.id ? { ...holder, phone: undefined } : null,
    freed: otherNumbers([member], phone.id),
  }
}

export interface Prove {
  readonly member: Member
  readonly record: PhoneRecord
  readonly holder: Member
  readonly code: string
  readonly nowMs: EpochMs
}

export type Proven =
  | { readonly kind: 'refused'; readonly record: PhoneRecord; readonly why: ProofRefusal }
  | Extract<Binding, { kind: 'merged' }>

/** Joins the holder's account with the digits that only their wallet shows. */
export function joinByCode({
  code,
  holder,
  member,
  nowMs,
  record,
}: Prove): Result<Proven, MergeRefusal> {
  const { asking } = member
  if (!asking || asking.phoneId !== record.id || !isMergeable(member, holder)) {
    return ok({ kind: 'refused', record, why: { code: 'merge/no-request' } })
  }
  const { proven, record: after } = prove(record, { askerId: member.id, code, nowMs })
  if (!proven.ok) return ok({ kind: 'refused', record: after, why: proven.refusal })
  const phone = { id: asking.phoneId, shown: asking.shown }
  return joinHolder({ member, phone, nowMs }, after, holder)
}

function joinHolder(
  { member, nowMs, phone }: Pick<Bind, 'member' | 'nowMs' | 'phone'>,
  record: PhoneRecord,
  holder: Member,
): Result<Extract<Binding, { kind: 'merged' }>, MergeRefusal> {
  const bound = { ...phone, boundAtMs: nowMs }
  const merged = merge({ members: [member, holder], phone: bound, nowMs })
  if (!merged.ok) return refuse(merged.refusal)
  return ok({
    kind: 'merged',
    merged: merged.value,
    record: { ...record, holderId: merged.value.member.id, request: null },
    freed: otherNumbers([member, holder], phone.id),
  })
}

const otherNumbers = (members: readonly Member[], bound: PhoneId): readonly PhoneId[] =>
  members.flatMap(({ phone }) => (phone && phone.id !== bound ? [phone.id] : []))
