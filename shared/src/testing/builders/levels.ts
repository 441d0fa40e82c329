import { fen } from '../../kernel/fen'
import { fenPerLitre } from '../../kernel/volume'
import { fundedByHeadquarters } from '../../ledger/party'
import type { Evaluate } from '../../level/evaluate'
import type { Level, LevelPolicy } from '../../level/level'
import { USUAL_BANDS } from '../../level/segment'
import { ALWAYS } from '../../pricing/rules/condition'
import { NOON } from './builders'

export function aLevel(changes: Partial<Level> = {}): Level {
  return {
    id: 'level:plain',
    name: '普通会员',
    fromGrowthFen: fen(0),
    price: null,
    welcomeCouponTemplateIds: [],
    birthdayCouponTemplateIds: [],
    ...changes,
  }
}

const off = (offPerLitre: number) => ({
  offPerLitre: fenPerLitre(offPerLitre),
  condition: ALWAYS,
  funding: fundedByHeadquarters,
})

/** Silver from ¥1,000 and gold from ¥5,000 within 90 days. */
export function aLevelPolicy(changes: Partial<LevelPolicy> = {}): LevelPolicy {
  return {
    id: 'level-policy:1',
    fromMs: NOON,
    windowDays: 90,
    levels: [
      aLevel(),
      aLevel({
        id: 'level:silver',
        fromGrowthFen: fen(100_000),
        price: off(10),
        welcomeCouponTemplateIds: ['coupon-template:wash'],
      }),
      aLevel({
        id: 'level:gold',
        fromGrowthFen: fen(500_000),
        price: off(20),
        welcomeCouponTemplateIds: ['coupon-template:gift'],
        birthdayCouponTemplateIds: ['coupon-template:cake'],
      }),
    ],
    bands: USUAL_BANDS,
    withoutDiscount: ['transit'],
    birthdayDays: 7,
    ...changes,
  }
}

export const anEvaluate = (changes: Partial<Evaluate> = {}): Evaluate => ({
  credits: [],
  policy: aLevelPolicy(),
  nowMs: NOON,
  ...changes,
})
