import { fen } from '@palm/shared/kernel/fen'
import { anOfferView } from '@palm/client/testing/account'
import { tierAbove, tierFor } from './recharge-gift'

const tier = (minimumFen: number, giftFen: number) => ({
  minimumFen: fen(minimumFen),
  giftFen: fen(giftFen),
  coupons: [],
})
const offer = anOfferView({ tiers: [tier(100, 10), tier(300, 50)] })
const used = anOfferView({ tiers: [tier(1, 999)], unmet: { code: 'offer/month-used' } })
const rival = anOfferView({ offerId: 'recharge-offer:0', tiers: [tier(200, 10), tier(250, 30)] })

test.each([
  ['below every tier', [offer], 99, 0],
  ['at a tier', [offer], 100, 10],
  ['between two', [offer], 299, 10],
  ['above all', [offer], 1_000, 50],
  ['of an unavailable offer', [used], 100, 0],
  ['with two offers', [offer, rival], 250, 30],
  ['without an offer', [], 100, 0],
])('the gift for an amount %s', (_, offers, amountFen, giftFen) => {
  expect(tierFor(offers, amountFen)?.giftFen ?? 0).toBe(giftFen)
})

test('of two equal gifts the smaller id wins, as on the server', () => {
  const tiers = [{ ...tier(200, 10), coupons: ['券'] }]
  expect(tierFor([offer, { ...rival, tiers }], 200)?.coupons).toEqual(['券'])
})

test.each([
  [[offer], 99, 100],
  [[offer], 100, 300],
  [[offer, rival], 100, 250],
  [[offer], 300, null],
  [[used], 0, null],
])('a slightly larger amount brings more (%#)', (offers, amountFen, minimumFen) => {
  expect(tierAbove(offers, amountFen)?.minimumFen ?? null).toBe(minimumFen)
})
