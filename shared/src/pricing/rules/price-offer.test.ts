import { fen } from '../../kernel/fen'
import { fenPerLitre, millilitre } from '../../kernel/volume'
import { aPrice, aSale } from '../../testing/plans/baskets'
import {
  comparePrices,
  type MemberPrice,
  offPerLitreAt,
  priceReductionFen,
  PUMP_PRICE,
} from './price-offer'

const off = (price: number): MemberPrice => ({ kind: 'off', offPerLitre: fenPerLitre(price) })
const at = (price: number): MemberPrice => ({ kind: 'at', pricePerLitre: fenPerLitre(price) })

it.each<[string, MemberPrice, number | null, number]>([
  ['the pump price', { kind: 'pump' }, null, 0],
  ['20 off', off(20), null, 20],
  ['750 instead of 781', at(750), null, 31],
  ['the price of the pump', at(781), null, 0],
  ['a price above the pump’s, which counts as the pump’s', at(800), null, 0],
  ['20 off, just down to the floor', off(20), 761, 20],
  ['20 off, stopped by the floor', off(20), 762, 19],
  ['750, below the floor', at(750), 760, 21],
  ['750, at the floor', at(750), 750, 31],
  ['20 off under a floor above the pump price', off(20), 900, 0],
  ['more off than a litre costs', off(1_000), null, 781],
])('computes the discount per litre of %s', (_, price, floor, expected) => {
  const floorPrice = floor === null ? null : fenPerLitre(floor)
  expect(offPerLitreAt(aPrice({ price }), aSale(), floorPrice)).toBe(expected)
})

it.each<[string, MemberPrice, number | null, number, number]>([
  ['50 off, rounded once', off(50), null, 20_000, 1_280],
  ['50 off for 20 litres', off(50), 20_000, 20_000, 1_000],
  ['50 off for more litres than are sold', off(50), 30_000, 20_000, 1_280],
  ['50 off without litres left', off(50), 0, 20_000, 0],
  ['all of it', off(1_000), null, 20_000, 20_000],
  ['one fen', off(50), null, 1, 0],
  ['one fen at half the price or less', off(391), null, 1, 1],
  ['the pump price', { kind: 'pump' }, null, 20_000, 0],
])('takes off a sale: %s', (_, price, litres, amountFen, expected) => {
  const offer = aPrice({ price, limitMl: litres === null ? null : millilitre(litres) })
  expect(priceReductionFen(offer, aSale({ amountFen: fen(amountFen) }), null)).toBe(expected)
})

it('prefers a price without quota, then the smaller id', () => {
  const offers = [
    aPrice({ id: 'contract:1', kind: 'contract' }),
    aPrice({ id: 'level:silver' }),
    aPrice({ id: 'level:gold' }),
    PUMP_PRICE,
  ]
  const ids = offers.sort(comparePrices).map(({ id }) => id)
  expect(ids).toEqual(['pump', 'level:gold', 'level:silver', 'contract:1'])
})
