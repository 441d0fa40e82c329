import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { millilitre } from '../kernel/volume'
import { NOON } from '../testing/builders/builders'
import { aContract } from '../testing/builders/contracts'
import type { Contract } from './contract'
import { forecastOf } from './progress'

/** ¥1,000 promised at `NOON`, for 30 days. */
const bought = (orders: number, amountFen: number): Contract => ({
  ...aContract(),
  settled: { orders, amountFen: fen(amountFen), volumeMl: millilitre(1), priceMl: millilitre(1) },
})

test.each<[string, Contract, number, number | null]>([
  ['half of the promise after ten days', bought(2, 50_000), 10, 20],
  ['a third, rounded up to whole days', bought(3, 33_000), 10, 31],
  ['one order is no habit', bought(1, 50_000), 10, null],
  ['a few days are no habit', bought(2, 50_000), 6, null],
  ['a kept promise needs no forecast', bought(5, 100_000), 10, null],
  ['nothing bought', aContract(), 10, null],
])('%s', (_, contract, days, expected) => {
  const forecast = forecastOf(contract, later(NOON, days * DAY_MS))
  expect(forecast && (forecast - NOON) / DAY_MS).toBe(expected)
})

test('a contract that has ended has no forecast', () => {
  const ended = { ...bought(2, 50_000), state: { status: 'cancelled' } } as never
  expect(forecastOf(ended, later(NOON, 10 * DAY_MS))).toBeNull()
})
