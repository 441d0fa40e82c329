import {
  type Claimed,
  type CouponNumber,
  type CouponPocket,
  EMPTY_POCKET,
} from '@palm/shared/coupon/claim'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type {
  CouponId,
  CouponStock,
  CouponTemplate,
  CouponTemplateId,
} from '@palm/shared/coupon/coupon'
import { NO_FEN } from '@palm/shared/kernel/fen'
import type { Gift } from '@palm/shared/coupon/give'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { memberAt } from '@palm/shared/member/member-at'
import type { Member, MemberId } from '@palm/shared/member/member'
import { type MemberFull, memberFull } from '@palm/shared/member/member-size'
import { givenOwed } from '@palm/shared/member/recharge-coupons'
import type { GrantedPrice } from '@palm/shared/order/prices'
import type { Database } from '../kit/database/session'
import { couponNumbers, couponStocks, couponTemplates } from '../kit/documents/coupons'
import { giftIdOf } from '../kit/gift-id'
import { members } from '../kit/documents/members'
import { saveProgramme } from '../kit/programme'

type ClaimRefusal =
  { readonly code: 'coupon/not-offered' } | { readonly code: 'member/unknown' } | MemberFull

export interface CouponStore {
  member(id: MemberId): Promise<Member | null>
  onShow(): Promise<CouponTemplate[]>
  stock(id: CouponTemplateId): Promise<CouponStock>
  /** Pocket and stock in one transaction: the last coupon goes to one member. */
  claim<Refusal extends { readonly code: string }>(
    id: MemberId,
    wanted: { readonly couponId: CouponId; readonly templateId: CouponTemplateId },
    decide: (
      pocket: CouponPocket,
      template: CouponTemplate,
      stock: CouponStock,
      number: CouponNumber | null,
    ) => Result<Claimed, Refusal>,
  ): Promise<Result<CouponPocket, Refusal | ClaimRefusal>>
  /** Puts what the member is owed into his pocket. Templates that are gone give nothing. */
  give(id: MemberId, nowMs: EpochMs): Promise<CouponPocket>
  /** Answers with the version that it has become. */
  saveTemplate(template: Omit<CouponTemplate, 'version'>): Promise<number>
  savePrices(prices: readonly GrantedPrice[], nowMs: EpochMs): Promise<number>
}

/** More than any driver would look through. */
const ON_SHOW_MOST = 100

export function openCouponStore(database: Database): CouponStore {
  return {
    member: (id) => database.get(members, id),
    onShow: () => database.find(couponTemplates, { where: { onShow: true }, limit: ON_SHOW_MOST }),
    stock: async (id) => (await database.get(couponStocks, id)) ?? emptyStock(id),

    claim: (id, { couponId, templateId }, decide) =>
      database.transaction(async (transaction) => {
        const member = await transaction.get(members, id)
        if (!member) return refuse({ code: 'member/unknown' })
        const template = await transaction.get(couponTemplates, templateId)
        if (!template?.onShow) return refuse({ code: 'coupon/not-offered' })
        const stock = (await transaction.get(couponStocks, templateId)) ?? emptyStock(templateId)
        const number = await transaction.get(couponNumbers, couponId)
        const claimed = decide(member.pocket, template, stock, number)
        if (!claimed.ok) return claimed
        const { pocket } = claimed.value
        if (pocket === member.pocket) return ok(pocket)
        const full = memberFull(member)
        if (full) return refuse(full)
        await transaction.put(members, { ...member, pocket })
        await transaction.put(couponStocks, claimed.value.stock)
        await transaction.put(couponNumbers, claimed.value.number)
        return ok(pocket)
      }),

    give: (id, nowMs) =>
      database.transaction(async (transaction) => {
        const known = await transaction.get(members, id)
        if (!known) return EMPTY_POCKET
        const member = memberAt(known, nowMs)
        const owed: Gift[] = []
        for (const { couponTemplateIds, key } of member.loyalty.owed) {
          for (const templateId of couponTemplateIds) {
            const template = await transaction.get(couponTemplates, templateId)
            const couponId = giftIdOf(id, key, templateId)
            if (template) owed.push({ key, couponId, template })
          }
        }
        const given = givenOwed(member, owed, nowMs)
        if (!given) return member.pocket
        await transaction.put(members, given)
        return given.pocket
      }),

    saveTemplate: (template) =>
      database.transaction(async (transaction) => {
        const before = await transaction.get(couponTemplates, template.id)
        const version = (before?.version ?? 0) + 1
        await transaction.put(couponTemplates, { ...template, version })
        return version
      }),

    savePrices: (prices, nowMs) => saveProgramme(database, { prices }, nowMs),
  }
}

const emptyStock = (id: CouponTemplateId): CouponStock => ({ id, issued: 0, issuedFen: NO_FEN })
