import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { stationClock } from '../../kernel/station-clock'
import { fenPerLitre } from '../../kernel/volume'
import { fundedByHeadquarters } from '../../ledger/party'
import { ALWAYS } from '../../pricing/rules/condition'
import type { CouponOffer } from '../../pricing/rules/coupon-offer'
import type { Basis, PlanLimits } from '../../pricing/plans/plan'
import type { PriceOffer } from '../../pricing/rules/price-offer'
import type { Sale } from '../../pricing/rules/sale'
import { NOON } from '../builders/builders'

export function aSale(changes: Partial<Sale> = {}): Sale {
  return {
    stationId: 'station:bj0001',
    gradeId: 'petrol-92',
    pumpPrice: fenPerLitre(781),
    amountFen: fen(20_000),
    clock: stationClock(NOON),
    ...changes,
  }
}

export function aCoupon(changes: Partial<CouponOffer> = {}): CouponOffer {
  return {
    id: 'coupon:1',
    title: '立减 10 元',
    reduction: { kind: 'fixed', amountFen: fen(1_000) },
    condition: ALWAYS,
    group: 'fuel',
    alone: false,
    pumpPriceOnly: false,
    funding: fundedByHeadquarters,
    ...changes,
  }
}

export function aPrice(changes: Partial<PriceOffer> = {}): PriceOffer {
  return {
    id: 'level:gold',
    kind: 'level',
    title: '黄金会员价',
    price: { kind: 'off', offPerLitre: fenPerLitre(20) },
    limitMl: null,
    paidBy: 'anything',
    condition: ALWAYS,
    funding: fundedByHeadquarters,
    ...changes,
  }
}

export const LIMITS: PlanLimits = {
  couponsMax: 3,
  floorPrice: null,
  reductionMax: basisPoints(10_000),
  payableMinFen: fen(1),
}

export function aBasis(changes: Partial<Basis> = {}): Basis {
  return {
    sale: aSale(),
    prices: [],
    coupons: [],
    storedValueFen: fen(0),
    limits: LIMITS,
    ...changes,
  }
}
