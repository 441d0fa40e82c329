import type { Contract, ContractTerms } from '@palm/shared/contract/contract'
import { type ContractDecision, withoutReleases } from '@palm/shared/contract/decision'
import {
  type ContractTemplate,
  type ContractTemplateId,
  remembered,
} from '@palm/shared/contract/template'
import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId } from '@palm/shared/member/member'
import { type MemberFull, memberFull } from '@palm/shared/member/member-size'
import { memberAt, withDecisions } from '@palm/shared/member/member-at'
import type { Order } from '@palm/shared/order/facts/order'
import type { StationId } from '@palm/shared/station/station'
import type { Database, Transaction } from '../database/session'
import {
  contractTemplates,
  contractTextId,
  contractTexts,
  type SignedText,
} from '../documents/member/contracts'
import { couponTemplates } from '../documents/member/coupons'
import { currentMember, members } from '../documents/member/members'
import { orders } from '../documents/orders'
import { stations } from '../documents/stations'

type MemberUnknown = { readonly code: 'member/unknown' }

export interface Deciding<Refusal extends { readonly code: string }> {
  /** Read in the same transaction; null if the decision needs none. */
  readonly templateId: ContractTemplateId | null
  readonly nowMs: EpochMs
  readonly decide: (
    contracts: readonly Contract[],
    template: ContractTemplate | null,
  ) => Result<ContractDecision, Refusal>
}

export interface ContractStore {
  /** With the effects of time up to now. */
  member(id: MemberId, nowMs: EpochMs): Promise<Member | null>
  onShow(): Promise<ContractTemplate[]>
  template(id: ContractTemplateId): Promise<ContractTemplate | null>
  /** The member's orders placed since an instant, newest first. */
  ordersSince(ids: readonly MemberId[], sinceMs: EpochMs): Promise<Order[]>
  text(hash: string): Promise<SignedText | null>
  /** Names of the stations and coupons in the terms. */
  namesFor(terms: readonly ContractTerms[]): Promise<TermsNames>
  /** One contract of a member, decided with all of theirs: concurrent phones are serialised. */
  decide<Refusal extends { readonly code: string }>(
    id: MemberId,
    deciding: Deciding<Refusal>,
  ): Promise<Result<Contract, Refusal | MemberUnknown | MemberFull>>
}

/** Missing ones have no name. */
export interface TermsNames {
  readonly coupons: ReadonlyMap<CouponTemplateId, string>
  readonly stations: ReadonlyMap<StationId, string>
}

/** More than a driver would read. */
const ON_SHOW_MAX = 20
const NAMES_MAX = 100
/** More fills than a private car makes within a contract. */
const ORDERS_MAX = 200
/** Number of station names shown; the others are counted. */
const STATIONS_NAMED = 10

export function openContractStore(database: Database): ContractStore {
  return {
    async member(id, nowMs) {
      const member = await currentMember(database, id)
      return member && memberAt(member, nowMs)
    },
    onShow: () => database.find(contractTemplates, { where: { onShow: true }, limit: ON_SHOW_MAX }),
    template: (id) => database.get(contractTemplates, id),
    ordersSince: (ids, sinceMs) =>
      database.find(orders, {
        where: { memberId: { in: ids }, createdAtMs: { atLeast: sinceMs } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit: ORDERS_MAX,
      }),
    text: (hash) => database.get(contractTexts, contractTextId(hash)),
    namesFor: (terms) => namesFor(database, terms),

    decide: (id, deciding) =>
      database.transaction((transaction) => decideOn(transaction, id, deciding)),
  }
}

async function decideOn<Refusal extends { readonly code: string }>(
  transaction: Transaction,
  id: MemberId,
  { decide, nowMs, templateId }: Deciding<Refusal>,
): Promise<Result<Contract, Refusal | MemberUnknown | MemberFull>> {
  const known = await currentMember(transaction, id)
  if (!known) return refuse({ code: 'member/unknown' })
  const template = templateId && (await transaction.get(contractTemplates, templateId))
  const member = memberAt(known, nowMs)
  const decided = decide(member.contracts, template)
  if (!decided.ok) return decided
  const { contract } = decided.value
  if (member.contracts.includes(contract)) return ok(contract)
  const full = templateId && memberFull(member)
  if (full) return refuse(full)
  // The last decided contract comes last.
  const others = member.contracts.filter((other) => other.id !== contract.id)
  const after = withDecisions(member, [...others.map(withoutReleases), decided.value])
  const contracts = remembered(after.contracts, nowMs)
  await transaction.put(members, { ...after, contracts })
  return ok(contract)
}

async function namesFor(database: Database, terms: readonly ContractTerms[]): Promise<TermsNames> {
  const couponIds = terms.flatMap(({ milestones }) =>
    milestones.flatMap(({ couponTemplateIds }) => couponTemplateIds),
  )
  const stationIds = terms.flatMap(({ condition }) =>
    (condition.stationIds ?? []).slice(0, STATIONS_NAMED),
  )
  const [coupons, named] = await Promise.all([
    couponIds.length === 0 ? [] : database.find(couponTemplates, among(couponIds)),
    stationIds.length === 0 ? [] : database.find(stations, among(stationIds)),
  ])
  return {
    coupons: new Map(coupons.map(({ id, title }) => [id, title])),
    stations: new Map(named.map(({ id, name }) => [id, name])),
  }
}

const among = (ids: readonly string[]) => ({
  where: { _id: { in: [...new Set(ids)] } },
  limit: NAMES_MAX,
})
