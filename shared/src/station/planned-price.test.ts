import { DAY_MS, later } from '../kernel/instant'
import { fenPerLitre } from '../kernel/volume'
import { aStation, NOON } from '../testing/builders/builders'
import { plannedPrices } from './planned-price'

const [now92, now95] = aStation().prices
const ahead = (days: number, pumpPrice: number, version = now92!) => ({
  ...version,
  id: `price:${version.gradeId}-${days}` as const,
  pumpPrice: fenPerLitre(pumpPrice),
  fromMs: later(NOON, days * DAY_MS),
})

test.each([
  ['nothing is announced', [], []],
  ['the soonest of a grade is named, not the one after it', [ahead(2, 755), ahead(1, 761)], [761]],
  ['grades are listed by the day', [ahead(3, 811, now95!), ahead(1, 761)], [761, 811]],
  ['a price that holds already is not announced', [ahead(0, 761)], []],
])('%s', (_, planned, expected) => {
  const station = aStation({ prices: [now92!, now95!, ...planned] })
  expect(plannedPrices(station, NOON).map(({ pumpPrice }) => pumpPrice)).toEqual(expected)
})
