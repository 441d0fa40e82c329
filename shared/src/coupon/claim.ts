import { addFen, fen, type Fen } from '../kernel/fen'
import {
  type BusinessDay,
  businessDay,
  DAY_MS,
  type EpochMs,
  later,
  laterOf,
  startOfBusinessDay,
} from '../kernel/instant'
import type { Id } from '../kernel/id'
import { ok, refuse, type Result } from '../kernel/result'
import type { Condition } from '../pricing/rules/condition'
import { worthMaxFen } from '../pricing/rules/reduction'
import type { Coupon, CouponId, CouponStock, CouponTemplate, Validity } from './coupon'

export type ClaimRefusal =
  /** The number belongs to another coupon, of any member. Make another. */
  | { readonly code: 'coupon/id-taken' }
  /** A coupon was claimed under this number, and has been given away or forgotten since. */
  | { readonly code: 'coupon/claimed-before' }
  /** The member has claimed from the maximum number of templates. */
  | { readonly code: 'coupon/too-many-kinds'; readonly max: number }
  /** The claim period is over, or the rules end before the coupon could be used. */
  | { readonly code: 'coupon/claim-over' }
  /** Out of stock. */
  | { readonly code: 'coupon/sold-out' }
  /** The member has reached the limit per member. */
  | { readonly code: 'coupon/member-limit'; readonly max: number }
  /** The member has reached the limit per day; retry tomorrow. */
  | { readonly code: 'coupon/day-limit'; readonly max: number }
  /** The member's pocket is full; use some coupons first. */
  | { readonly code: 'coupon/pocket-full'; readonly max: number }

/** Maximum number of live coupons of a member, bounded by the document size and the search. */
export const COUPONS_MAX = 50

/** Maximum number of templates a member can ever claim from, since the count of each is stored. */
export const KINDS_MAX = 300

/**
 * 券号: a number consumed by a claim. It is never issued again, also after the coupon was given to
 * another member.
 */
export interface CouponNumber {
  readonly id: CouponId
  readonly memberId: Id<'member'>
  readonly templateId: CouponTemplate['id']
  readonly claimedAtMs: EpochMs
}

/** Claims of one member from one template: in total, and on the day of the last claim. */
export interface ClaimCount {
  readonly templateId: CouponTemplate['id']
  readonly count: number
  readonly day: BusinessDay
  readonly dayCount: number
}

/** A member's coupons and the number claimed of each template. */
export interface CouponPocket {
  readonly coupons: readonly Coupon[]
  readonly claims: readonly ClaimCount[]
}

export const EMPTY_POCKET: CouponPocket = { coupons: [], claims: [] }

export interface Claim {
  readonly couponId: CouponId
  readonly memberId: Id<'member'>
  /** Earlier use of the number; null for a new one. */
  readonly number: CouponNumber | null
  readonly template: CouponTemplate
  readonly stock: CouponStock
  readonly nowMs: EpochMs
}

export interface Claimed {
  readonly pocket: CouponPocket
  readonly stock: CouponStock
  readonly number: CouponNumber
}

/**
 * A member claims a coupon. The phone makes its number, so that repeating the claim creates one
 * coupon.
 */
export function claim(pocket: CouponPocket, command: Claim): Result<Claimed, ClaimRefusal> {
  const { couponId, nowMs, stock, template } = command
  const number = numberOf(command)
  const known = pocket.coupons.find(({ id }) => id === couponId)
  if (known) {
    const isSame = known.templateId === template.id
    return isSame ? ok({ pocket, stock, number }) : refuse({ code: 'coupon/id-taken' })
  }
  if (command.number) return refuse({ code: numberRefusal(command.number, command) })
  const coupon = issued(template, couponId, nowMs)
  if (coupon.condition.toMs !== null && coupon.condition.toMs <= nowMs) {
    return refuse({ code: 'coupon/claim-over' })
  }
  const had = claimsOf(pocket, template, businessDay(nowMs))
  const { perMember, perMemberDay } = template.quota
  if (perMember !== null && had.count >= perMember) {
    return refuse({ code: 'coupon/member-limit', max: perMember })
  }
  if (perMemberDay !== null && had.dayCount >= perMemberDay) {
    return refuse({ code: 'coupon/day-limit', max: perMemberDay })
  }
  const isNewKind = had.count === 0 && pocket.claims.length >= KINDS_MAX
  if (isNewKind) return refuse({ code: 'coupon/too-many-kinds', max: KINDS_MAX })
  const pocketed = withCoupons(pocket, [coupon], nowMs)
  if (!pocketed) return refuse({ code: 'coupon/pocket-full', max: COUPONS_MAX })
  const after: CouponStock = {
    ...stock,
    issued: stock.issued + 1,
    issuedFen: addFen(stock.issuedFen, costMaxFen(template)),
  }
  if (isBeyond(after, template)) return refuse({ code: 'coupon/sold-out' })
  const counted = { ...had, count: had.count + 1, dayCount: had.dayCount + 1 }
  const others = pocketed.claims.filter(({ templateId }) => templateId !== template.id)
  return ok({ pocket: { ...pocketed, claims: [...others, counted] }, stock: after, number })
}

const numberOf = ({ couponId, memberId, nowMs, template }: Claim): CouponNumber => ({
  id: couponId,
  memberId,
  templateId: template.id,
  claimedAtMs: nowMs,
})

/**
 * A repeated claim after the coupon has left the pocket, or a number already used by another
 * member.
 */
const numberRefusal = ({ memberId, templateId }: CouponNumber, command: Claim) =>
  memberId === command.memberId && templateId === command.template.id
    ? 'coupon/claimed-before'
    : 'coupon/id-taken'

/** Adds coupons to a pocket; null if there is no room beside its usable coupons. */
export function withCoupons(
  pocket: CouponPocket,
  coupons: readonly Coupon[],
  nowMs: EpochMs,
): CouponPocket | null {
  const ended = pocket.coupons.filter((each) => endedAtMs(each, nowMs) !== null)
  const live = pocket.coupons.filter((each) => !ended.includes(each))
  const room = COUPONS_MAX - live.length - coupons.length
  if (room < 0) return null
  const dropped = new Set(ended.slice(0, Math.max(0, ended.length - room)))
  const kept = pocket.coupons.filter((each) => !dropped.has(each) && !isForgotten(each, nowMs))
  return { ...pocket, coupons: [...kept, ...coupons] }
}

/** Used and expired coupons are kept for a month, unless the room is needed. */
const KEPT_MS = 30 * DAY_MS

function isForgotten(coupon: Coupon, nowMs: EpochMs): boolean {
  const endMs = endedAtMs(coupon, nowMs)
  return endMs !== null && later(endMs, KEPT_MS) <= nowMs
}

/** When it was used or expired; null while it is usable or held by an order. */
function endedAtMs({ condition, state }: Coupon, nowMs: EpochMs): EpochMs | null {
  if (state.at === 'held') return null
  if (state.at === 'used') return state.usedAtMs
  if (state.at === 'withdrawn') return state.atMs
  return condition.toMs !== null && condition.toMs <= nowMs ? condition.toMs : null
}

function claimsOf(pocket: CouponPocket, { id }: CouponTemplate, day: BusinessDay): ClaimCount {
  const had = pocket.claims.find(({ templateId }) => templateId === id)
  if (!had) return { templateId: id, count: 0, day, dayCount: 0 }
  return had.day === day ? had : { ...had, day, dayCount: 0 }
}

const isBeyond = (stock: CouponStock, { quota }: CouponTemplate): boolean =>
  (quota.total !== null && stock.issued > quota.total) ||
  (quota.budgetFen !== null && stock.issuedFen > quota.budgetFen)

/** Maximum cost of a coupon for its funders; 0 if it is unbounded, so that no budget can be set. */
export const costMaxFen = ({ reduction }: Pick<CouponTemplate, 'reduction'>): Fen =>
  worthMaxFen(reduction) ?? fen(0)

/** Makes a coupon of a template at an instant. */
export function issued(template: CouponTemplate, id: CouponId, nowMs: EpochMs): Coupon {
  const { onShow: _, quota: __, validity, ...words } = template
  return {
    ...words,
    id,
    templateId: template.id,
    condition: within(template.condition, validity, nowMs),
    issuedAtMs: nowMs,
    givenFor: null,
    timesOffered: 0,
    state: { at: 'free' },
  }
}

/** The overlap of the template's condition and the coupon's own validity. */
function within(condition: Condition, validity: Validity, nowMs: EpochMs): Condition {
  const [fromMs, toMs] =
    validity.kind === 'absolute'
      ? [validity.fromMs, validity.toMs]
      : [nowMs, later(startOfBusinessDay(nowMs), validity.days * DAY_MS)]
  return {
    ...condition,
    fromMs: condition.fromMs === null ? fromMs : laterOf(condition.fromMs, fromMs),
    toMs: condition.toMs !== null && condition.toMs < toMs ? condition.toMs : toMs,
  }
}
