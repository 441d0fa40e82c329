import type { Sent } from '@palm/shared/api/actions'
import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import { fundedByHeadquarters } from '@palm/shared/ledger/party'
import { ALWAYS } from '@palm/shared/pricing/condition'
import { aLevel, aLevelPolicy } from '@palm/shared/testing/levels'
import { aPointsPolicy } from '@palm/shared/testing/points'

/** 满 200 减 20, as an operator sends it. */
export const aTemplateRequest = (
  changes: Partial<Sent<'coupon.saveTemplate'>> = {},
): Sent<'coupon.saveTemplate'> => ({
  id: 'coupon-template:full-200',
  kind: 'fuel',
  title: '满 200 减 20',
  reduction: { kind: 'fixed', amountFen: 2_000 },
  condition: { ...ALWAYS, minimumFen: 20_000 },
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
  changes: Partial<Sent<'coupon.savePrices'>['prices'][number]> = {},
): Sent<'coupon.savePrices'>['prices'][number] => ({
  id: 'segment:member',
  kind: 'segment',
  title: '会员价',
  price: { kind: 'off', offPerLitre: 20 },
  limitMl: null,
  paidBy: 'anything',
  condition: ALWAYS,
  funding: [{ party: 'hq', weight: 1 }],
  ...changes,
})

/** ¥100 a point; silver from ¥150 on, with 0.10 off a litre. */
export const someLoyaltyRules = (): Sent<'member.saveLoyaltyRules'> => ({
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
