import type { Claimed, CouponNumber, CouponPocket } from '@palm/shared/coupon/claim'
import { type EpochMs, SECOND_MS } from '@palm/shared/kernel/instant'
import {
  type CouponId,
  type CouponStock,
  type CouponTemplate,
  type CouponTemplateId,
  isRedeemable,
} from '@palm/shared/coupon/coupon'
import { isBounded, quotaOf, STOCK_SHARES, type StockShare } from '@palm/shared/coupon/stock-share'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId } from '@palm/shared/member/member'
import { type MemberFull, memberFull } from '@palm/shared/member/member-size'
import { Busy, type Database } from '../database/session'
import { couponNumbers, couponTemplates, stockShares } from '../documents/member/coupons'
import { openGate } from '../edge/gate'
import { currentMember, members } from '../documents/member/members'
import { pickShare, sharesOf, spreadStock } from './stock-store'

type ClaimRefusal =
  { readonly code: 'coupon/not-offered' } | { readonly code: 'member/unknown' } | MemberFull

export interface CouponStore {
  member(id: MemberId): Promise<Member | null>
  onShow(): Promise<CouponTemplate[]>
  /** Shares of the template's stock; null if it is unbounded. */
  stock(template: CouponTemplate): Promise<readonly StockShare[] | null>
  /**
   * Pocket and a share of the stock in one transaction, so that the last coupon goes to one member.
   * Without a bound only the pocket is written.
   */
  claim<Refusal extends { readonly code: string }>(
    id: MemberId,
    wanted: Wanted,
    decide: Decide<Refusal>,
  ): Promise<Result<CouponPocket, Refusal | ClaimRefusal>>
}

/** Decides on a template whose quota is that of the share. */
type Decide<Refusal extends { readonly code: string }> = (
  pocket: CouponPocket,
  template: CouponTemplate,
  stock: CouponStock,
  number: CouponNumber | null,
) => Result<Claimed, Refusal>

/** A coupon of a template, under the phone's number. */
interface Wanted {
  readonly couponId: CouponId
  readonly templateId: CouponTemplateId
}

/** More than a driver would read. */
const ON_SHOW_MAX = 100

export function openCouponStore(database: Database, clock: () => EpochMs): CouponStore {
  return {
    member: (id) => currentMember(database, id),
    async onShow() {
      const query = { where: { onShow: true }, limit: ON_SHOW_MAX }
      const found = await database.find(couponTemplates, query)
      return found.filter(({ kind }) => isRedeemable(kind))
    },
    stock: async (template) => (isBounded(template) ? spreadSharesOf(database, template) : null),
    claim: openClaims(database, clock),
  }
}

async function spreadSharesOf(
  database: Database,
  template: CouponTemplate,
): Promise<readonly StockShare[]> {
  const shares = await sharesOf(database, template.id)
  if (shares.length > 0) return shares
  await spreadStock(database, template)
  return sharesOf(database, template.id)
}

/** Each try but the last either ends or finds that a share was filled meanwhile. */
const TRIES = 2 * STOCK_SHARES

/** Maximum concurrency: more would only conflict in the same shares. */
const PARALLEL = 8

/** Time for which a sold-out template is not checked again. */
const SOLD_OUT_MS = SECOND_MS

interface SoldOut {
  readonly template: CouponTemplate
  readonly shares: readonly StockShare[]
  readonly untilMs: number
}

/**
 * Claims of one warm instance: concurrent ones are queued, and share the knowledge that stock is
 * empty.
 */
function openClaims(database: Database, clock: () => EpochMs): CouponStore['claim'] {
  const gate = openGate(PARALLEL)
  const soldOut = new Map<CouponTemplateId, SoldOut>()
  return (id, wanted, decide) =>
    gate.run(async () => {
      const { couponId, templateId } = wanted
      const known = soldOut.get(templateId)
      if (known && clock() < known.untilMs) {
        return lookOnly(database, id, { couponId, template: known.template }, known.shares, decide)
      }
      return claim(database, id, wanted, decide, (template, shares) =>
        soldOut.set(templateId, { template, shares, untilMs: clock() + SOLD_OUT_MS }),
      )
    })
}

async function claim<Refusal extends { readonly code: string }>(
  database: Database,
  id: MemberId,
  { couponId, templateId }: Wanted,
  decide: Decide<Refusal>,
  onSoldOut: (template: CouponTemplate, shares: readonly StockShare[]) => void,
): Promise<Result<CouponPocket, Refusal | ClaimRefusal>> {
  const template = await database.get(couponTemplates, templateId)
  if (!template?.onShow || !isRedeemable(template.kind))
    return refuse({ code: 'coupon/not-offered' })
  const wanted = { couponId, template }
  if (!isBounded(template)) return claimFrom(database, id, wanted, null, decide)
  for (let tried = 1; ; tried++) {
    try {
      const shares = await spreadSharesOf(database, template)
      const share = pickShare(shares)
      if (!share) {
        onSoldOut(template, shares)
        return await lookOnly(database, id, wanted, shares, decide)
      }
      const claimed = await claimFrom(database, id, wanted, share, decide)
      if (claimed.ok || claimed.refusal.code !== 'coupon/sold-out') return claimed
    } catch (error) {
      if (!(error instanceof Busy) || tried === TRIES) throw error
    }
    if (tried === TRIES) throw new Busy('every share was filled before it could be claimed from')
  }
}

interface Found {
  readonly couponId: CouponId
  readonly template: CouponTemplate
}

/** Out of stock: returns the earlier claim of this number, or the refusal. */
async function lookOnly<Refusal extends { readonly code: string }>(
  database: Database,
  id: MemberId,
  { couponId, template }: Found,
  [share]: readonly StockShare[],
  decide: Decide<Refusal>,
): Promise<Result<CouponPocket, Refusal | ClaimRefusal>> {
  const member = await currentMember(database, id)
  if (!member) return refuse({ code: 'member/unknown' })
  if (!share) throw new Busy('the stock is being spread')
  const full = { ...template, quota: quotaOf(template, share) }
  const number = await database.get(couponNumbers, couponId)
  const looked = decide(member.pocket, full, stockOf(template.id, share), number)
  return looked.ok ? ok(looked.value.pocket) : looked
}

function claimFrom<Refusal extends { readonly code: string }>(
  database: Database,
  id: MemberId,
  { couponId, template }: Found,
  share: StockShare | null,
  decide: Decide<Refusal>,
): Promise<Result<CouponPocket, Refusal | ClaimRefusal>> {
  return database.transaction(async (transaction) => {
    const member = await currentMember(transaction, id)
    if (!member) return refuse({ code: 'member/unknown' })
    const now = share && ((await transaction.get(stockShares, share.id)) ?? share)
    const bounded = { ...template, quota: quotaOf(template, now) }
    const number = await transaction.get(couponNumbers, couponId)
    const claimed = decide(member.pocket, bounded, stockOf(template.id, now), number)
    if (!claimed.ok) return claimed
    const { pocket, stock } = claimed.value
    if (pocket === member.pocket) return ok(pocket)
    const full = memberFull(member)
    if (full) return refuse(full)
    const { issued, issuedFen } = stock
    // Concurrent claims conflict here, before the later one has written anything.
    if (now) await transaction.put(stockShares, { ...now, issued, issuedFen })
    await transaction.put(members, { ...member, pocket })
    await transaction.put(couponNumbers, claimed.value.number)
    return ok(pocket)
  })
}

const stockOf = (id: CouponTemplateId, share: StockShare | null): CouponStock => ({
  id,
  issued: share?.issued ?? 0,
  issuedFen: share?.issuedFen ?? NO_FEN,
})
