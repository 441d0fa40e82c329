import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import { fenPerLitre } from '../../kernel/volume'
import { NO_LOYALTY_RULES } from '../../member/loyalty'
import { nozzlesOnSale } from '../../station/nozzle-on-sale'
import { aMember, aStation, NOON } from '../../testing/builders/builders'
import { aContract } from '../../testing/builders/contracts'
import { aGrantedPrice } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { type OwnPriceCommand, ownPrices, perLitreOf, USUAL_FILL_FEN } from './own-price'
import type { GrantedPrice } from './prices'
import { quote, USUAL_LIMITS } from './quote'

const STATION = aStation()
const SALES = nozzlesOnSale(STATION, NOON)

const command = (changes: Partial<OwnPriceCommand> = {}): OwnPriceCommand => ({
  member: aMember(),
  prices: [],
  loyaltyRules: NO_LOYALTY_RULES,
  limits: USUAL_LIMITS,
  nowMs: NOON,
  ...changes,
})

const own = (
  changes: Partial<OwnPriceCommand> = {},
  gradeId: 'petrol-92' | 'petrol-95' = 'petrol-92',
) => {
  const { price } = SALES.find(({ nozzle }) => nozzle.gradeId === gradeId)!
  return ownPrices(command(changes))({ stationId: STATION.id, gradeId, pumpPrice: price.pumpPrice })
}

const off = (fenOff: number, changes: Partial<GrantedPrice> = {}) =>
  aGrantedPrice({ price: { kind: 'off', offPerLitre: fenPerLitre(fenOff) }, ...changes })

test.each<[string, Partial<OwnPriceCommand>, number, string]>([
  ['without benefits is the pump price', {}, 781, 'pump'],
  ['with a granted price is that price', { prices: [off(20)] }, 761, 'level'],
  ['is the lowest of several', { prices: [off(20), off(30, { id: 'price:2' })] }, 751, 'level'],
  [
    'under a contract is the contract’s',
    { member: aMember({ contracts: [aContract()] }) },
    731,
    'contract',
  ],
  [
    'is never below the floor',
    { prices: [off(20)], limits: { ...USUAL_LIMITS, floorPrice: fenPerLitre(770) } },
    770,
    'level',
  ],
  [
    'ignores a price that only stored value could pay',
    { prices: [off(90, { paidBy: 'stored-value' })] },
    781,
    'pump',
  ],
])('a litre %s', (_, changes, pricePerLitreFen, kind) => {
  expect(own(changes)).toMatchObject({ pricePerLitreFen, kind })
})

test('a contract for 92# leaves 95# at the pump price', () => {
  const changes = { member: aMember({ contracts: [aContract()] }) }
  expect(own(changes, 'petrol-95')).toMatchObject({ pricePerLitreFen: 831, kind: 'pump' })
})

test('the price on a list is the price per litre of the cashier’s quote', () => {
  const price = fc
    .record({
      fenOff: fc.integer({ min: 1, max: 300 }),
      minimum: fc.integer({ min: 0, max: 40_000 }),
    })
    .map(({ fenOff, minimum }) =>
      off(fenOff, {
        id: `price:${fenOff}-${minimum}`,
        condition: { ...off(1).condition, minimumFen: fen(minimum) },
      }),
    )
  const prices = fc.uniqueArray(price, { maxLength: 5, selector: ({ id }) => id })
  fc.assert(
    fc.property(prices, fc.boolean(), fc.constantFrom(...SALES), (granted, isSigned, sale) => {
      const given = command({
        prices: granted,
        member: aMember({ contracts: isSigned ? [aContract()] : [] }),
      })
      const { basis, plan } = valueOf(
        quote({
          ...given,
          stationId: STATION.id,
          sale,
          amountFen: USUAL_FILL_FEN,
          couponIds: null,
          use: { points: false, storedValue: false },
          storedValuePolicy: null,
        }),
      )
      const { gradeId } = sale.nozzle
      const { pumpPrice } = sale.price
      expect(ownPrices(given)({ stationId: STATION.id, gradeId, pumpPrice })).toEqual({
        pricePerLitreFen: perLitreOf(basis, plan),
        kind: plan.price.kind,
        title: plan.price.title,
      })
    }),
  )
})
