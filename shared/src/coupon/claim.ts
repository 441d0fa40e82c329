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
import type { Condition } from '../pricing/condition'
import type { Coupon, CouponId, CouponStock, CouponTemplate, Validity } from './coupon'

export type ClaimRefusal =
  /** The number is that of another coupon, whoever has it. Make another. */
  | { readonly code: 'coupon/id-taken' }
  /** It was claimed under this number, and has been handed on or forgotten since. */
  | { readonly code: 'coupon/claimed-before' }
  /** Of so many templates a member's claims are remembered, and no more. */
  | { readonly code: 'coupon/too-many-kinds'; readonly most: number }
  /** It is over, or the rules end before the coupon could be used. */
  | { readonly code: 'coupon/claim-over' }
  /** None are left. */
  | { readonly code: 'coupon/sold-out' }
  /** He has had as many as one member may have. */
  | { readonly code: 'coupon/member-limit'; readonly most: number }
  /** He has had as many as he may have today; tomorrow there may be more. */
  | { readonly code: 'coupon/day-limit'; readonly most: number }
  /** His pocket is full of coupons; some have to be used first. */
  | { readonly code: 'coupon/pocket-full'; readonly most: number }

/** How many live coupons a member may have: what one document and one search bear with ease. */
export const COUPONS_MOST = 50

/** Of how many templates a member may ever claim: what each allows a member has to be remembered. */
export const KINDS_MOST = 300

/**
 * 券号: a number that a claim has used up, for ever and for everybody. A coupon goes from hand to
 * hand under its number, and no second one is issued under it.
 */
export interface CouponNumber {
  readonly id: CouponId
  readonly memberId: Id<'member'>
  readonly templateId: CouponTemplate['id']
  readonly claimedAtMs: EpochMs
}

/** What a member has had of one template, ever and on the day of his last claim. */
export interface ClaimCount {
  readonly templateId: CouponTemplate['id']
  readonly count: number
  readonly day: BusinessDay
  readonly dayCount: number
}

/** A member's coupons and how many he has had of each template. */
export interface CouponPocket {
  readonly coupons: readonly Coupon[]
  readonly claims: readonly ClaimCount[]
}

export const EMPTY_POCKET: CouponPocket = { coupons: [], claims: [] }

export interface Claim {
  readonly couponId: CouponId
  readonly memberId: Id<'member'>
  /** What the number has been used for; null where it is new. */
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

/** A member takes a coupon. The phone makes its number: the same tap twice is one coupon. */
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
    return refuse({ code: 'coupon/member-limit', most: perMember })
  }
  if (perMemberDay !== null && had.dayCount >= perMemberDay) {
    return refuse({ code: 'coupon/day-limit', most: perMemberDay })
  }
  const isNewKind = had.count === 0 && pocket.claims.length >= KINDS_MOST
  if (isNewKind) return refuse({ code: 'coupon/too-many-kinds', most: KINDS_MOST })
  const pocketed = withCoupons(pocket, [coupon], nowMs)
  if (!pocketed) return refuse({ code: 'coupon/pocket-full', most: COUPONS_MOST })
  const after: CouponStock = {
    ...stock,
    issued: stock.issued + 1,
    issuedFen: addFen(stock.issuedFen, costMostFen(template)),
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

/** The same tap again, after the coupon has left; or a number that somebody else had first. */
const numberRefusal = ({ memberId, templateId }: CouponNumber, command: Claim) =>
  memberId === command.memberId && templateId === command.template.id
    ? 'coupon/claimed-before'
    : 'coupon/id-taken'

/** Coupons in a pocket; null when there is no room for them among those that can still be used. */
export function withCoupons(
  pocket: CouponPocket,
  coupons: readonly Coupon[],
  nowMs: EpochMs,
): CouponPocket | null {
  const ended = pocket.coupons.filter((each) => endedAtMs(each, nowMs) !== null)
  const live = pocket.coupons.filter((each) => !ended.includes(each))
  const room = COUPONS_MOST - live.length - coupons.length
  if (room < 0) return null
  const dropped = new Set(ended.slice(0, Math.max(0, ended.length - room)))
  const kept = pocket.coupons.filter((each) => !dropped.has(each) && !isForgotten(each, nowMs))
  return { ...pocket, coupons: [...kept, ...coupons] }
}

/** Used and expired coupons can be looked at for a month, if the room is not needed before. */
const KEPT_MS = 30 * DAY_MS

function isForgotten(coupon: Coupon, nowMs: EpochMs): boolean {
  const endMs = endedAtMs(coupon, nowMs)
  return endMs !== null && later(endMs, KEPT_MS) <= nowMs
}

/** When it was used or expired; null while an order may still take it, or has it. */
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

/** What a coupon can cost its funders at most; 0 where nothing bounds it, and no budget can be set. */
export const costMostFen = ({ reduction }: Pick<CouponTemplate, 'reduction'>): Fen =>
  (reduction.kind === 'fixed' ? reduction.amountFen : reduction.capFen) ?? fen(0)

/** The coupon that a template makes at an instant. */
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

/** A coupon lives where its template's condition and its own life overlap. */
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
