import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { Version } from '../kernel/version'
import type { FenPerLitre } from '../kernel/volume'
import type { Funding } from '../ledger/party'
import type { Condition } from '../pricing/condition'
import type { PriceOffer } from '../pricing/price-offer'
import type { ConsumptionBand, Segment } from './segment'

export type LevelId = Id<'level'>

/** A member's level 等级 and what it gives (capability 000-23). What it multiplies is the points' matter. */
export interface Level {
  readonly id: LevelId
  readonly name: string
  /** How much growth within the window it takes. */
  readonly fromGrowthFen: Fen
  readonly price: LevelPrice | null
  /** 升级礼: once per level and member, however often it is reached. */
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

/** All levels as they hold from an instant on. */
export interface LevelPolicy extends Version {
  readonly id: Id<'level-policy'>
  /** Growth counts for so many days, the day it was earned included. */
  readonly windowDays: number
  /** The lowest first; the lowest asks for nothing, so that everybody has one. */
  readonly levels: readonly Level[]
  /** The lowest first. */
  readonly bands: readonly ConsumptionBand[]
  /** 不给过多优惠: who gets care instead of a price (000-29). */
  readonly withoutDiscount: readonly Segment[]
  /** For how many days from the birthday its gift can be given, within the year. */
  readonly birthdayDays: number
}

/** The price that a level gives, unless the member's segment has none; null without one. */
export function levelPriceOffer(
  { withoutDiscount }: LevelPolicy,
  level: Level,
  segment: Segment,
): PriceOffer | null {
  return withoutDiscount.includes(segment) ? null : priceOfLevel(level)
}

/** What a level gives to whoever has it, whatever else may keep it from him. */
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
