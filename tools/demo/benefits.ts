import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sent } from '@palm/shared/api/actions'
import { fundedByHeadquarters } from '@palm/shared/ledger/party'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'
import { ROOT } from '../root'

type Template = Sent<'console.saveCouponTemplate'>

/** A template of the sample file: omitted fields are irrelevant to it. */
type Sketch = Pick<Template, 'id' | 'kind' | 'title' | 'reduction' | 'group' | 'funding'> &
  Pick<Template, 'validity'> & {
    readonly condition: Partial<Template['condition']>
    readonly quota: Partial<Template['quota']>
    readonly pumpPriceOnly?: boolean
    readonly transferable?: boolean
  }

const NO_QUOTA = { total: null, perMember: null, perMemberDay: null, budgetFen: null }

/** Templates in the demo's voucher centre. */
export function demoTemplates(): Template[] {
  const path = join(ROOT, 'demo/coupon-templates.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as Sketch[]).map((sketch) => ({
    alone: false,
    pumpPriceOnly: false,
    transferable: false,
    onShow: true,
    ...sketch,
    condition: { ...ALWAYS, ...sketch.condition },
    quota: { ...NO_QUOTA, ...sketch.quota },
  }))
}

type Contract = Sent<'console.saveContractTemplate'>

type ContractSketch = Omit<Contract, 'condition' | 'signByMs' | 'onShow'> & {
  readonly condition: Partial<Contract['condition']>
}

/** Two contracts on offer: one with a price, one with coupons for occasional customers. */
export function demoContracts(): Contract[] {
  const path = join(ROOT, 'demo/contract-templates.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as ContractSketch[]).map((sketch) => ({
    signByMs: null,
    onShow: true,
    ...sketch,
    condition: { ...ALWAYS, ...sketch.condition },
  }))
}

/** 95# is cheaper for members. */
export const DEMO_PRICES: Sent<'console.savePrices'>['prices'] = [
  {
    id: 'segment:member-95',
    kind: 'segment',
    title: '95# 会员价',
    price: { kind: 'off', offPerLitre: 20 },
    limitMl: null,
    paidBy: 'anything',
    condition: { ...ALWAYS, gradeIds: ['petrol-95'] },
    funding: fundedByHeadquarters,
  },
]

const LEVEL_GRADES = { ...ALWAYS, gradeIds: ['petrol-95', 'petrol-98'] as const }

const levelPrice = (offPerLitre: number) => ({
  offPerLitre,
  condition: LEVEL_GRADES,
  funding: fundedByHeadquarters,
})

/**
 * ¥100 per point; levels from ¥1,000 and ¥5,000 a year on, with a price, a coupon, and another for
 * the birthday.
 */
export const DEMO_LOYALTY: Sent<'console.saveLoyaltyRules'> = {
  points: {
    id: 'points-policy:demo',
    fromMs: 0,
    fenPerPoint: 10_000,
    lifetime: { kind: 'months', months: 12 },
    unitCostFen: 100,
    block: { points: 10, worthFen: 1_000 },
    shareMax: 5_000,
    multipliers: [],
    stacking: 'largest',
    settledAfterDays: 3,
  },
  levels: {
    id: 'level-policy:demo',
    fromMs: 0,
    windowDays: 365,
    levels: [
      {
        id: 'level:plain',
        name: '普通会员',
        fromGrowthFen: 0,
        price: null,
        welcomeCouponTemplateIds: [],
        birthdayCouponTemplateIds: ['coupon-template:some-stations-5'],
      },
      {
        id: 'level:silver',
        name: '白银会员',
        fromGrowthFen: 100_000,
        price: levelPrice(25),
        welcomeCouponTemplateIds: ['coupon-template:some-stations-5'],
        birthdayCouponTemplateIds: ['coupon-template:full-200'],
      },
      {
        id: 'level:gold',
        name: '黄金会员',
        fromGrowthFen: 500_000,
        price: levelPrice(40),
        welcomeCouponTemplateIds: ['coupon-template:full-200'],
        birthdayCouponTemplateIds: ['coupon-template:full-200'],
      },
    ],
    bands: [],
    withoutDiscount: [],
    birthdayDays: 7,
  },
}

/** 满百送30 once a month, larger amounts bring more; principal is spent before the gift. */
export const DEMO_STORED_VALUE: Sent<'console.saveStoredValueRules'> = {
  policy: {
    id: 'stored-value-policy:demo',
    fromMs: 0,
    spending: 'principal-first',
    perOrderFen: 50_000,
    perDayFen: 80_000,
    refundDays: null,
    settledAfterDays: 90,
  },
  offers: [
    {
      id: 'recharge-offer:100-30',
      fromMs: 0,
      toMs: Date.parse('2030-01-01T00:00:00+08:00'),
      tiers: [
        { minimumFen: 10_000, giftFen: 3_000, couponTemplateIds: [] },
        {
          minimumFen: 30_000,
          giftFen: 5_000,
          couponTemplateIds: ['coupon-template:some-stations-5'],
        },
        { minimumFen: 50_000, giftFen: 10_000, couponTemplateIds: ['coupon-template:full-200'] },
      ],
      perMonthMax: 1,
      totalMax: 3,
      giftDays: 90,
      funding: [
        { party: 'hq', weight: 70 },
        { party: 'station:bj0001', weight: 30 },
      ],
    },
  ],
}
