import type { Sent } from '@palm/shared/api/actions'
import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import { fundedByHeadquarters } from '@palm/shared/ledger/party'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'
import { aLevel, aLevelPolicy } from '@palm/shared/testing/builders/levels'
import { aPointsPolicy } from '@palm/shared/testing/builders/points'

export const ALWAYS_REQUEST = ALWAYS

/** 满 200 减 20, as an operator sends it. */
export const aTemplateRequest = (
  changes: Partial<Sent<'console.saveCouponTemplate'>> = {},
): Sent<'console.saveCouponTemplate'> => ({
  id: 'coupon-template:full-200',
  kind: 'fuel',
  title: '满 200 减 20',
  reduction: { kind: 'fixed', amountFen: 2_000 },
  condition: { ...ALWAYS_REQUEST, minimumFen: 20_000 },
  group: 'full-reduction',
  alone: false,
  pumpPriceOnly: false,
  funding: [{ party: 'hq', weight: 1 }],
  validity: { kind: 'relative', days: 7 },
  quota: { total: 100, perMember: 1, perMemberDay: null, budgetFen: null },
  transferable: false,
  onShow: true,
  ...changes,
})

/** 0.20 off a litre for everybody. */
export const aPriceRequest = (
  changes: Partial<Sent<'console.savePrices'>['prices'][number]> = {},
): Sent<'console.savePrices'>['prices'][number] => ({
  id: 'segment:member',
  kind: 'segment',
  title: '会员价',
  price: { kind: 'off', offPerLitre: 20 },
  limitMl: null,
  paidBy: 'anything',
  condition: ALWAYS_REQUEST,
  funding: [{ party: 'hq', weight: 1 }],
  ...changes,
})

/** ¥100 per point; silver from ¥150 on, with 0.10 off per litre. */
export const someLoyaltyRules = (): Sent<'console.saveLoyaltyRules'> => ({
  points: aPointsPolicy({ fromMs: BEGINNING, settledAfterDays: 90 }),
  levels: aLevelPolicy({
    fromMs: BEGINNING,
    windowDays: 365,
    levels: [
      aLevel(),
      aLevel({
        id: 'level:silver',
        name: '白银会员',
        fromGrowthFen: fen(15_000),
        price: {
          offPerLitre: fenPerLitre(10),
          condition: ALWAYS,
          funding: fundedByHeadquarters,
        },
        welcomeCouponTemplateIds: ['coupon-template:full-200'],
      }),
    ],
    bands: [],
    withoutDiscount: [],
  }),
})

const BEGINNING = epochMs(0)

/** 满百送30 the whole year, with a coupon from ¥200 on; gifts are valid for thirty days. */
export const someStoredValueRules = (
  offer: Partial<Sent<'console.saveStoredValueRules'>['offers'][number]> = {},
): Sent<'console.saveStoredValueRules'> => ({
  policy: {
    id: 'stored-value-policy:1',
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
      toMs: Date.parse('2027-01-01T00:00:00+08:00'),
      tiers: [
        { minimumFen: 10_000, giftFen: 3_000, couponTemplateIds: [] },
        { minimumFen: 20_000, giftFen: 3_000, couponTemplateIds: ['coupon-template:full-200'] },
      ],
      perMonthMax: 1,
      totalMax: 3,
      giftDays: 30,
      funding: [{ party: 'hq', weight: 1 }],
      ...offer,
    },
  ],
})
