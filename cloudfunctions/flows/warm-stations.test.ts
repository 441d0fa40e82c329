import { type EpochMs, later, SECOND_MS } from '@palm/shared/kernel/instant'
import { applySheet, NOTICE_MS } from '@palm/shared/station/apply-sheet'
import { nozzlesOnSale } from '@palm/shared/station/nozzle-on-sale'
import type { Station } from '@palm/shared/station/station'
import { NOON } from '@palm/shared/testing/builders/builders'
import { rowsOf, seventh } from '@palm/shared/testing/builders/sheets'
import fc from 'fast-check'
import { openWarmStations } from './warm-stations'

const STATION = 'station:bj0001'
const opened = applySheet(null, rowsOf({}, seventh), NOON)
const priced = (station: Station, price: string, atMs: EpochMs) =>
  applySheet(station, rowsOf({ '枪价(元/升)': price }, seventh), later(atMs, NOTICE_MS))

/** Without the price's end, which an announced successor sets before it begins. */
const sold = (station: Station, atMs: EpochMs) =>
  nozzlesOnSale(station, atMs).map(({ nozzle, price }) => ({
    nozzle,
    price: { ...price, toMs: null },
  }))

/** A price to save, or null to sell, so many seconds after the step before. */
const step = fc.record({
  seconds: fc.integer({ min: 0, max: 45 }),
  price: fc.option(fc.integer({ min: 700, max: 899 }).map((cents) => (cents / 100).toFixed(2))),
})

test('a warm instance sells at the price of the instant, whenever prices were saved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      let stored = opened
      let nowMs: EpochMs = NOON
      const find = openWarmStations(
        () => Promise.resolve(stored),
        () => nowMs,
      )
      for (const { price, seconds } of steps) {
        nowMs = later(nowMs, seconds * SECOND_MS)
        if (price === null) {
          expect(sold((await find(STATION))!, nowMs)).toEqual(sold(stored, nowMs))
        } else stored = priced(stored, price, nowMs)
      }
    }),
  )
})

test('an unknown station is looked for again', async () => {
  const found: (Station | null)[] = [null, opened]
  const find = openWarmStations(
    () => Promise.resolve(found.shift() ?? null),
    () => NOON,
  )
  expect([await find(STATION), await find(STATION), await find(STATION)]).toEqual([
    null,
    opened,
    opened,
  ])
})
