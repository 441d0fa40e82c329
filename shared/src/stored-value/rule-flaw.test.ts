import { fen } from '../kernel/fen'
import { anOffer, aStoredValuePolicy, chinaTime } from '../testing/builders/stored-value'
import type { StoredValuePolicy } from './policy'
import type { RechargeOffer } from './recharge/recharge-offer'
import { rechargeOfferFlaw, storedValuePolicyFlaw } from './rule-flaw'

const tier = (minimum: number, gift: number) => ({
  minimumFen: fen(minimum),
  giftFen: fen(gift),
  couponTemplateIds: [],
})

describe('a recharge offer', () => {
  test.each<[string, Partial<RechargeOffer>, string]>([
    ['that ends when it begins', { toMs: chinaTime('2026-05-16') }, 'never-valid'],
    ['whose gift expires at once', { giftDays: 0 }, 'never-valid'],
    ['without tiers', { tiers: [] }, 'no-tiers'],
    ['with one tier twice', { tiers: [tier(100, 1), tier(100, 2)] }, 'tiers-contradict'],
    ['that gives less for more', { tiers: [tier(200, 1), tier(100, 2)] }, 'tiers-contradict'],
    ['that nobody can have', { perMonthMax: 0 }, 'limits-contradict'],
    ['that nobody can have at all', { perMonthMax: null, totalMax: 0 }, 'limits-contradict'],
    ['oftener a month than in all', { perMonthMax: 4 }, 'limits-contradict'],
    ['that nobody funds', { funding: [] }, 'no-funder'],
    ['with funders of no weight', { funding: [{ party: 'hq', weight: 0 }] }, 'no-funder'],
  ])('%s is not saved', (_, changes, code) => {
    expect(rechargeOfferFlaw(anOffer(changes))?.code).toBe(`recharge-offer/${code}`)
  })

  test('that can be meant is saved', () => {
    expect(rechargeOfferFlaw(anOffer({ perMonthMax: 3 }))).toBeNull()
    const open = anOffer({ perMonthMax: null, totalMax: null, tiers: [tier(2, 3), tier(1, 3)] })
    expect(rechargeOfferFlaw(open)).toBeNull()
  })
})

describe('a policy of stored value', () => {
  test.each<[string, Partial<StoredValuePolicy>, string]>([
    ['that keeps principal after six days', { refundDays: 6 }, 'refund-below-law'],
    ['that lets nothing be spent', { perOrderFen: fen(0) }, 'limits-contradict'],
    ['that lets nothing be spent in a day', { perDayFen: fen(0) }, 'limits-contradict'],
    [
      'with more an order than a day',
      { perOrderFen: fen(2), perDayFen: fen(1) },
      'limits-contradict',
    ],
    ['that forgets what orders give back to', { settledAfterDays: 29 }, 'settled-too-soon'],
  ])('%s is not saved', (_, changes, code) => {
    expect(storedValuePolicyFlaw(aStoredValuePolicy(changes))?.code).toBe(
      `stored-value-policy/${code}`,
    )
  })

  test('that can be meant is saved', () => {
    expect(storedValuePolicyFlaw(aStoredValuePolicy())).toBeNull()
    const min = { refundDays: 7, settledAfterDays: 30 }
    expect(storedValuePolicyFlaw(aStoredValuePolicy(min))).toBeNull()
  })
})
