import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId } from '@palm/shared/member/member'
import { owingCoupons, rechargeGiftKey, withoutCoupons } from '@palm/shared/member/recharge-coupons'
import type { StoredValueDecision } from '@palm/shared/stored-value/decision'
import { expireGifts, tidied } from '@palm/shared/stored-value/expire'
import type { StoredValuePolicy } from '@palm/shared/stored-value/policy'
import {
  type Recharge,
  type RechargeId,
  tradeOf,
} from '@palm/shared/stored-value/recharge/recharge'
import { refundsOf } from '@palm/shared/trade/trade'
import type { Database, Transaction } from '../database/session'
import { journal } from '../documents/journal'
import { currentMember, members } from '../documents/member/members'
import { recharges, ticketOf } from '../documents/member/recharges'
import { insertRow } from '../documents/member/stored-value-rows'
import { giftIdOf } from './gift-id'
import { reportHalted } from './halted-refunds'

export type UnknownMember = { readonly code: 'member/unknown' }

/** A decision about an account, with its other effects on the member. */
export interface AccountChange {
  readonly decision: StoredValueDecision
  /** Event, as in the statement's row. */
  readonly what: string
  readonly coupons?: RechargeCoupons
}

/** 充值送券: coupons granted with a recharge, or withdrawn by a refund. */
export interface RechargeCoupons {
  readonly rechargeId: RechargeId
  readonly come: boolean
  readonly templateIds: readonly CouponTemplateId[]
}

export interface ChangeContext {
  readonly nowMs: EpochMs
  readonly policy: StoredValuePolicy | null
}

/**
 * Changes one account atomically: reads its member, debits expired value, decides, and saves the
 * member, the tickets of the recharges, rows and journal entries. The expiry is saved even if
 * `decide` refuses. A decision without changes writes nothing.
 */
export function changeAccount<Refusal extends { readonly code: string }>(
  database: Database,
  memberId: MemberId,
  { nowMs, policy }: ChangeContext,
  decide: (
    member: Member,
    transaction: Transaction,
  ) => Result<AccountChange, Refusal> | Promise<Result<AccountChange, Refusal>>,
): Promise<Result<Member, Refusal | UnknownMember>> {
  return database.transaction(async (transaction) => {
    const member = await currentMember(transaction, memberId)
    if (!member) return refuse({ code: 'member/unknown' })
    const expired = expireGifts(member.storedValue, member.id, nowMs)
    const current = { ...member, storedValue: expired.account }
    const change = await decide(current, transaction)
    if (!change.ok) return change
    if (change.value.decision.account === member.storedValue) return ok(member)
    const changes = [{ decision: expired, what: `gift-expired:${nowMs}` }, change.value]
    const next = { ...current, storedValue: change.value.decision.account }
    const after = withCoupons(next, change.value, nowMs)
    await saveTickets(transaction, member, after, nowMs)
    for (const { decision, what } of changes) {
      await insertRow(transaction, decision.row, { memberId: member.id, what, nowMs })
      if (decision.entry) await transaction.insert(journal, decision.entry)
    }
    const storedValue = policy ? tidied(after.storedValue, policy, nowMs) : after.storedValue
    await transaction.put(members, { ...after, storedValue })
    return ok(after)
  })
}

function withCoupons(member: Member, { coupons }: AccountChange, nowMs: EpochMs): Member {
  if (!coupons) return member
  const { come, rechargeId, templateIds } = coupons
  return come
    ? owingCoupons(member, rechargeId, templateIds, nowMs)
    : withoutCoupons(member, rechargeId, couponsOf(member, rechargeId, templateIds), nowMs)
}

/** Coupons of the recharge in the pocket, also where another member brought both. */
export function couponsOf(
  { id, pocket }: Pick<Member, 'id' | 'pocket'>,
  rechargeId: RechargeId,
  templateIds: readonly CouponTemplateId[],
) {
  const key = rechargeGiftKey(rechargeId)
  return templateIds.map((templateId) => {
    const lying = pocket.coupons.find(
      (coupon) => coupon.givenFor === key && coupon.templateId === templateId,
    )
    return { templateId, couponId: lying?.id ?? giftIdOf(id, key, templateId) }
  })
}

function refundsIn(recharge: Recharge) {
  const trade = tradeOf(recharge)
  return trade ? refundsOf(trade) : []
}

async function saveTickets(
  transaction: Transaction,
  before: Member,
  after: Member,
  nowMs: EpochMs,
): Promise<void> {
  const known = new Set(before.storedValue.recharges)
  const changed = after.storedValue.recharges.filter((recharge) => !known.has(recharge))
  for (const recharge of changed) {
    await transaction.put(recharges, ticketOf(after.id, recharge))
    const earlier = before.storedValue.recharges.find(({ id }) => id === recharge.id)
    const refunds = { before: earlier ? refundsIn(earlier) : [], after: refundsIn(recharge) }
    await reportHalted(transaction, { subject: recharge.id, ...refunds }, nowMs)
  }
}
