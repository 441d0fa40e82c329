import { type Vehicle, VEHICLES_MAX } from '../vehicle'
import { COUPONS_MAX, KINDS_MAX } from '../../coupon/claim'
import { CONTRACTS_MAX } from '../../contract/sign'
import { isRunning } from '../../contract/contract'
import { assert } from '../../kernel/assert'
import { addFen, type Fen } from '../../kernel/fen'
import { earlierOf, type EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { entryOrNull, type JournalEntry } from '../../ledger/journal'
import { journalId } from '../../points/decision'
import { balanceOf, EMPTY_ACCOUNT } from '../../stored-value/account'
import { rowOf, type StoredValueRow } from '../../stored-value/decision'
import { prepaidRoom } from '../../stored-value/prepaid-law'
import { outstandingRefunds } from '../../stored-value/recharge/recharge'
import { MEMBER_HOLDER } from '../holder'
import type { Before, Member, Profile } from '../member'
import { memberAt } from '../member-at'
import { memberFull, type MemberFull } from '../member-size'
import type { BoundPhone } from '../phone/phone'
import { benefitsFrom, benefitsOf, joinedBenefits, NO_BENEFITS } from './benefits'

export type MergeRefusal =
  /** Stored value of either is frozen: the office decides first. */
  | { readonly code: 'merge/frozen' }
  /** A recharge of either waits for its payment or its refund. */
  | { readonly code: 'merge/money-under-way' }
  /** Both have a contract of this template: one order would count for one promise twice. */
  | { readonly code: 'merge/contract-twice'; readonly title: string }
  /** Together they hold more than the law lets one account hold. */
  | { readonly code: 'merge/above-cap'; readonly maxFen: Fen; readonly totalFen: Fen }
  /** More coupons or contracts than one member may have. */
  | { readonly code: 'merge/too-much' }
  | MemberFull

/** Members after a merge, and what is written with them. */
export interface Merged {
  /** Goes on, with everything. */
  readonly member: Member
  /** Leads there. */
  readonly alias: Member
  readonly entries: readonly JournalEntry[]
  /** Rows of the statements of stored value. */
  readonly rows: { readonly member: StoredValueRow | null; readonly alias: StoredValueRow | null }
}

/**
 * Whether two members can become one: of different wallets, and neither joined already. Nobody has two
 * accounts in one wallet with one number: there the number has a new owner.
 */
export const isMergeable = (a: Member, b: Member): boolean =>
  a.id !== b.id &&
  a.identity.provider !== b.identity.provider &&
  [a, b].every(({ joined, mergedInto }) => !joined && !mergedInto)

/**
 * The member in WeChat is kept, whichever of them asked: WeChat names its user in every call, so that their
 * member is found without another read, while a session can name any member.
 */
export const inOrder = (a: Member, b: Member): readonly [Member, Member] =>
  a.identity.provider === 'wechat' ? [a, b] : [b, a]

export interface Merge {
  readonly members: readonly [Member, Member]
  /** The number that both have. */
  readonly phone: BoundPhone
  readonly nowMs: EpochMs
}

/** Two members as one, under the same id from whichever side it is asked. */
export function merge({ members, nowMs, phone }: Merge): Result<Merged, MergeRefusal> {
  assert(isMergeable(...members), 'two members of two wallets')
  const [into, from] = inOrder(...members).map((one) => memberAt(one, nowMs)) as [Member, Member]
  const refusal = mergeRefusal(into, from, nowMs)
  if (refusal) return refuse(refusal)
  const { benefits, postings } = joinedBenefits(into.id, into, from, nowMs)
  const brought = benefitsFrom(benefits, benefitsOf(from))
  const member: Member = {
    ...into,
    ...benefits,
    joinedAtMs: earlierOf(into.joinedAtMs, from.joinedAtMs),
    profile: joinedProfile(into.profile, from.profile),
    told: [...new Set([...(into.told ?? []), ...(from.told ?? [])])],
    phone,
    asking: undefined,
    joined: { memberId: from.id, identity: from.identity, atMs: nowMs, before: beforeOf(into) },
  }
  const full = memberFull(member)
  if (full) return refuse(full)
  const alias: Member = {
    ...from,
    ...NO_BENEFITS,
    phone: undefined,
    asking: undefined,
    mergedInto: { memberId: into.id, atMs: nowMs, brought },
  }
  const id = journalId(from.id, `merged:${nowMs}`)
  const entry = entryOrNull({ id, kind: 'merged', subject: from.id, atMs: nowMs }, postings)
  const facts = { kind: 'merged', atMs: nowMs } as const
  return ok({
    member,
    alias,
    entries: entry ? [entry] : [],
    rows: {
      member: rowOf(into.storedValue, member.storedValue, { ...facts, subject: from.id }),
      alias: rowOf(from.storedValue, EMPTY_ACCOUNT, { ...facts, subject: into.id }),
    },
  })
}

function mergeRefusal(into: Member, from: Member, nowMs: EpochMs): MergeRefusal | null {
  if (into.storedValue.freeze || from.storedValue.freeze) return { code: 'merge/frozen' }
  if (isMoneyUnderWay(into) || isMoneyUnderWay(from)) return { code: 'merge/money-under-way' }
  const [mine, theirs] = [openContracts(into), openContracts(from)]
  const twice = mine.find(({ terms }) =>
    theirs.some((one) => one.terms.templateId === terms.templateId),
  )
  if (twice) return { code: 'merge/contract-twice', title: twice.terms.title }
  if (mine.length + theirs.length > CONTRACTS_MAX) return { code: 'merge/too-much' }
  const live = [into, from].flatMap((one) => liveCoupons(one, nowMs))
  const kinds = new Set(
    [into, from].flatMap(({ pocket }) => pocket.claims.map((c) => c.templateId)),
  )
  if (live.length > COUPONS_MAX || kinds.size > KINDS_MAX) return { code: 'merge/too-much' }
  return capRefusal(into, from)
}

function capRefusal(into: Member, from: Member): MergeRefusal | null {
  const sums = [into, from].map(({ storedValue }) => balanceOf(storedValue))
  // A person with one account that is full is not helped by a refusal: nothing is added to it.
  if (sums.some(({ giftFen, principalFen }) => principalFen + giftFen === 0)) return null
  const totalFen = sums
    .map(({ giftFen, principalFen }) => addFen(giftFen, principalFen))
    .reduce(addFen)
  const { maxFen } = prepaidRoom(EMPTY_ACCOUNT, MEMBER_HOLDER)
  return totalFen > maxFen ? { code: 'merge/above-cap', maxFen, totalFen } : null
}

const isMoneyUnderWay = ({ storedValue }: Member): boolean =>
  storedValue.recharges.some(
    (one) => one.state.status === 'requested' || outstandingRefunds(one).length > 0,
  )

const openContracts = ({ contracts }: Member) =>
  contracts.filter(({ state }) => state.status === 'offered' || isRunning(state))

const liveCoupons = ({ pocket }: Member, nowMs: EpochMs) =>
  pocket.coupons.filter(({ condition, state }) => {
    if (state.at === 'held') return true
    const isOver = condition.toMs !== null && condition.toMs <= nowMs
    return !isOver && (state.at === 'free' || state.at === 'offered')
  })

const beforeOf = ({ joinedAtMs, loyalty: { growth }, profile }: Member): Before => ({
  joinedAtMs,
  profile,
  welcomed: growth.welcomed,
  celebrated: growth.celebrated,
  birthdayYear: growth.birthdayYear,
})

/** Fields that the member who goes on has left empty are taken from the other. */
export function joinedProfile(into: Profile | null, from: Profile | null): Profile | null {
  if (!into || !from) return into ?? from
  return {
    nickname: into.nickname || from.nickname,
    vehicles: joinedVehicles(into.vehicles, from.vehicles),
    birthday: into.birthday ?? from.birthday,
  }
}

/** The usual one stays first; a plate that both know is one vehicle. */
function joinedVehicles(into: readonly Vehicle[], from: readonly Vehicle[]): readonly Vehicle[] {
  const known = new Set(into.map(({ plate }) => plate))
  const others = from.filter(({ plate }) => plate === null || !known.has(plate))
  return [...into, ...others].slice(0, VEHICLES_MAX)
}
