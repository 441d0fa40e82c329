import { DAY_MS, type EpochMs, formatChinaTime } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { rowsOf, seventh } from '../testing/builders/sheets'
import { applySheet } from './apply-sheet'
import { nozzlesOnSale } from './nozzle-on-sale'
import type { Station } from './station'

describe('importing', () => {
  const opened = applySheet(null, rowsOf({}, seventh), NOON)
  const later = after(DAY_MS)

  test('opens a station with what is on sale', () => {
    expect(opened).toMatchObject({
      id: 'station:bj0001',
      name: '朝阳北路加油站',
      phonePolicy: 'indoor-only',
    })
    expect(
      nozzlesOnSale(opened, NOON).map(({ number, price }) => [number, price.pumpPrice]),
    ).toEqual([
      [3, 781],
      [7, 831],
    ])
  })

  test('the region is kept if a later file has none, and changed if it names another', () => {
    const regional = applySheet({ ...opened, region: '朝阳' }, rowsOf({}, seventh), later)
    expect(regional.region).toBe('朝阳')
    const [row, ...rows] = rowsOf({}, seventh)
    const moved = [{ ...row!, region: '海淀' }, ...rows]
    expect(applySheet(regional, moved, later).region).toBe('海淀')
    expect(opened.region).toBeNull()
  })

  test('the same file again changes nothing', () => {
    expect(applySheet(opened, rowsOf({}, seventh), later)).toEqual(opened)
  })

  test('a new price begins where the old one ends, and both are kept', () => {
    const after = applySheet(opened, rowsOf({ '枪价(元/升)': '7.95' }, seventh), later)
    expect(after.prices.filter(({ gradeId }) => gradeId === 'petrol-92')).toMatchObject([
      { pumpPrice: 781, toMs: later },
      { pumpPrice: 795, fromMs: later, toMs: null },
    ])
  })

  test('a price for midnight waits, and stays when today’s prices are imported again', () => {
    const midnight = formatChinaTime(after(DAY_MS)).slice(0, 10)
    const planned = applySheet(
      opened,
      rowsOf({ '枪价(元/升)': '7.95', 生效时间: midnight }, seventh),
      NOON,
    )
    const again = applySheet(planned, rowsOf({}, seventh), after(1))
    const prices = (nowMs: typeof NOON) =>
      nozzlesOnSale(again, nowMs).map(({ price }) => price.pumpPrice)
    expect([prices(NOON), prices(later)]).toEqual([
      [781, 831],
      [795, 831],
    ])
  })

  describe('a planned price', () => {
    const day = (days: number) => formatChinaTime(after(days * DAY_MS)).slice(0, 10)
    const planned = (price: string, days: number, station = opened, nowMs: EpochMs = NOON) =>
      applySheet(station, rowsOf({ '枪价(元/升)': price, 生效时间: day(days) }, seventh), nowMs)
    const pricesOn = (station: Station, ...days: number[]) =>
      days.map((each) => nozzlesOnSale(station, after(each * DAY_MS))[0]?.price.pumpPrice)

    test('that is imported again for a later day waits until then', () => {
      const putOff = planned('7.95', 5, planned('7.95', 1))
      expect(pricesOn(putOff, 0, 2, 4, 6)).toEqual([781, 781, 781, 795])
      expect(planned('7.95', 5, putOff, after(1))).toEqual(putOff)
    })

    test('that is imported again for an earlier day begins then', () => {
      expect(pricesOn(planned('7.95', 1, planned('7.95', 5)), 0, 2, 6)).toEqual([781, 795, 795])
    })

    test('is put off up to the price that follows, and no price further', () => {
      const raised = planned('8.05', 9, planned('7.95', 2))
      expect(pricesOn(planned('7.95', 5, raised), 0, 3, 6, 10)).toEqual([781, 781, 795, 805])
    })

    test('that has begun stays: it was sold at', () => {
      const begun = planned('7.95', 1)
      expect(planned('7.95', 5, begun, after(2 * DAY_MS)).prices).toEqual(begun.prices)
    })

    test('told for two days of one sheet begins at the first, however often it is imported', () => {
      const both = rowsOf(
        { '枪价(元/升)': '7.95', 生效时间: day(1) },
        { '枪价(元/升)': '7.95', 生效时间: day(5), 油枪编码: 'BJ0001-04', 枪号: '4' },
      )
      const once = applySheet(null, both, NOON)
      expect(pricesOn(once, 2)).toEqual([795])
      expect(applySheet(once, both, after(1))).toEqual(once)
    })
  })

  test('a price cannot begin in the past', () => {
    const { prices } = applySheet(
      opened,
      rowsOf({ '枪价(元/升)': '7.95', 生效时间: '2026-01-01' }, seventh),
      later,
    )
    expect(prices.find(({ pumpPrice }) => pumpPrice === 795)?.fromMs).toBe(later)
  })

  test('a nozzle that was repainted keeps its id, one that is gone is retired', () => {
    const after = applySheet(opened, rowsOf({ 枪号: '11' }), later)
    expect(after.numbers).toMatchObject([
      { nozzleId: 'nozzle:bj0001-03', number: 3, toMs: later },
      { nozzleId: 'nozzle:bj0001-07', number: 7, toMs: later },
      { nozzleId: 'nozzle:bj0001-03', number: 11, fromMs: later, toMs: null },
    ])
    expect(after.nozzles).toMatchObject([
      { id: 'nozzle:bj0001-03', retiredAtMs: null },
      { id: 'nozzle:bj0001-07', retiredAtMs: later },
    ])
  })

  test('versions of a grade never overlap and leave no gap', () => {
    const days = [0, 3, 1, 2, 1, 5]
    const station = days.reduce(
      (before, day, i) =>
        applySheet(
          before,
          rowsOf({
            '枪价(元/升)': `7.${10 + i}`,
            生效时间: formatChinaTime(after(day * DAY_MS))
              .slice(0, 19)
              .replace('T', ' '),
          }),
          after(i),
        ),
      opened,
    )
    const line = station.prices
      .filter(({ gradeId }) => gradeId === 'petrol-92')
      .sort((a, b) => a.fromMs - b.fromMs)
    line.slice(1).forEach((price, i) => expect(line[i]?.toMs).toBe(price.fromMs))
    expect(line.at(-1)?.toMs).toBeNull()
  })
})
