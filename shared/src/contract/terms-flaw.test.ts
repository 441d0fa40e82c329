import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { fenPerLitre, millilitre } from '../kernel/volume'
import { someTerms } from '../testing/builders/contracts'
import type { ContractTerms } from './contract'
import { termsFlaw } from './terms-flaw'

const half = { at: basisPoints(5_000), couponTemplateIds: [] }
const off = { kind: 'per-litre', offPerLitre: fenPerLitre(1) } as const

describe('terms', () => {
  test.each<[string, Partial<ContractTerms>, string]>([
    ['that promise nothing', { promise: { unit: 'fen', amountFen: fen(0) } }, 'no-promise'],
    ['without litres', { promise: { unit: 'ml', volumeMl: millilitre(0) } }, 'no-promise'],
    ['without duration', { period: { kind: 'days', days: 0 } }, 'no-period'],
    ['of zero months', { period: { kind: 'months', months: 0 } }, 'no-period'],
    ['that cool off to the end', { coolingOffDays: 30 }, 'cooling-off-too-long'],
    ['without a litre', { benefit: { ...off, limitMl: millilitre(0) } }, 'no-benefit'],
    ['of no coupon', { benefit: { kind: 'gift-coupons' }, milestones: [] }, 'no-benefit'],
    ['with a duplicate milestone', { milestones: [half, half] }, 'milestone-twice'],
    ['without a funder', { funding: [] }, 'no-funder'],
  ])('%s are not saved', (_, changes, code) => {
    expect(termsFlaw(someTerms(changes))?.code).toBe(`contract-terms/${code}`)
  })

  test.each<[string, Partial<ContractTerms>]>([
    ['of a price', { milestones: [] }],
    ['of coupons', { benefit: { kind: 'gift-coupons' } }],
    ['for a month', { period: { kind: 'months', months: 1 }, coolingOffDays: 27 }],
  ])('%s are saved', (_, changes) => {
    expect(termsFlaw(someTerms(changes))).toBeNull()
  })
})
