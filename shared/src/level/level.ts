import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { Version } from '../rule/version'
import type { FenPerLitre } from '../kernel/volume'
import type { Funding } from '../ledger/party'
import type { Condition } from '../pricing/rules/condition'
import type { PriceOffer } from '../pricing/rules/price-offer'
import type { ConsumptionBand, Segment } from './segment'

export type LevelId = Id<'level'>

/** A member's level 等级 and its benefits. Its multiplier is part of the points policy. */
export interface Level {
  readonly id: LevelId
  readonly name: string
  /** Minimum growth within the window. */
  readonly fromGrowthFen: Fen
  readonly price: LevelPrice | null
  /** 升级礼: granted once per level and member, however often it is reached. */
  readonly welcomeCouponTemplateIds: readonly CouponTemplateId[]
  /** 生日礼: once a calendar year. */
  readonly birthdayCouponTemplateIds: readonly CouponTemplateId[]
}

export interface LevelPrice {
  readonly offPerLitre: FenPerLitre
  readonly condition: Condition
  readonly funding: Funding
}

export type CouponTemplateId = Id<'coupon-template'>

/** All levels, valid from an instant on. */
export interface LevelPolicy extends Version {
  readonly id: Id<'level-policy'>
  /** Days for which growth counts, including the day it was earned. */
  readonly windowDays: number
  /** Lowest first; the lowest requires no growth, so that every member has a level. */
  readonly levels: readonly Level[]
  /** The lowest first. */
  readonly bands: readonly ConsumptionBand[]
  /** 不给过多优惠: segments that get service instead of a price. */
  readonly withoutDiscount: readonly Segment[]
  /** Days from the birthday on in which its gift is given, within the year. */
  readonly birthdayDays: number
}

/** The price of a level; null if it has none or the member's segment is excluded. */
export function levelPriceOffer(
  { withoutDiscount }: LevelPolicy,
  level: Level,
  segment: Segment,
): PriceOffer | null {
  return withoutDiscount.includes(segment) ? null : priceOfLevel(level)
}

/** The price of a level, ignoring exclusions. */
export function priceOfLevel({ id, name, price }: Level): PriceOffer | null {
  if (price === null) return null
  const { condition, funding, offPerLitre } = price
  return {
    id,
    kind: 'level',
    title: `${name}价`,
    price: { kind: 'off', offPerLitre },
    limitMl: null,
    paidBy: 'anything',
    condition,
    funding,
  }
}
