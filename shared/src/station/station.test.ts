import fc from 'fast-check'
import { DAY_MS, MINUTE_MS } from '../kernel/instant'
import { fenPerLitre } from '../kernel/volume'
import { after, aStation, NOON } from '../testing/builders/builders'
import { refused } from '../testing/results'
import { distanceM } from './distance'
import { nozzleLink, parseNozzleCode, parseStationCode } from './nozzle-code'
import { nozzleOnSale, nozzlesOnSale, priceAt } from './nozzle-on-sale'
import type { Station } from './station'

const station = aStation()

describe('a nozzle', () => {
  test.each<[string, Station, string]>([
    ['that the station does not have', { ...station, nozzles: [] }, 'nozzle/unknown'],
    [
      'that was retired',
      { ...station, nozzles: station.nozzles.map((nozzle) => ({ ...nozzle, retiredAtMs: NOON })) },
      'nozzle/retired',
    ],
    ['without a number', { ...station, numbers: [] }, 'nozzle/unknown'],
    ['without a price', { ...station, prices: [] }, 'nozzle/no-price'],
  ])('%s is not on sale', (_, at, code) => {
    expect(nozzleOnSale(at, 'nozzle:bj0001-03', NOON)).toMatchObject(refused(code))
    expect(nozzlesOnSale(at, NOON)).toEqual([])
  })

  test('is on sale under the number painted on it at the time', () => {
    const repainted = {
      ...station,
      numbers: [
        { nozzleId: 'nozzle:bj0001-03', number: 3, fromMs: after(-DAY_MS), toMs: NOON },
        { nozzleId: 'nozzle:bj0001-03', number: 11, fromMs: NOON, toMs: null },
      ] as const,
    }
    const numberAt = (nowMs: typeof NOON) => {
      const sale = nozzleOnSale(repainted, 'nozzle:bj0001-03', nowMs)
      return sale.ok && sale.value.number
    }
    expect([numberAt(after(-1)), numberAt(NOON)]).toEqual([3, 11])
  })

  test('is on sale until the instant of its retirement', () => {
    const retiring = {
      ...station,
      nozzles: station.nozzles.map((nozzle) => ({ ...nozzle, retiredAtMs: after(MINUTE_MS) })),
    }
    expect(nozzleOnSale(retiring, 'nozzle:bj0001-03', after(MINUTE_MS - 1)).ok).toBe(true)
    expect(nozzleOnSale(retiring, 'nozzle:bj0001-03', after(MINUTE_MS)).ok).toBe(false)
  })
})

test('a price holds from its first instant and ends before the next one’s', () => {
  const price = { id: 'price:a', gradeId: 'petrol-92', pumpPrice: fenPerLitre(781) } as const
  const prices = [
    { ...price, fromMs: after(-DAY_MS), toMs: NOON },
    { ...price, id: 'price:b', pumpPrice: fenPerLitre(795), fromMs: NOON, toMs: null } as const,
  ]
  const at = (nowMs: typeof NOON) => priceAt({ ...station, prices }, 'petrol-92', nowMs)?.pumpPrice
  expect([at(after(-DAY_MS - 1)), at(after(-1)), at(NOON)]).toEqual([undefined, 781, 795])
})

describe('a scanned text', () => {
  test.each([
    ['our link', 'https://palm.example/p/BJ0001-03', 'BJ0001-03'],
    ['our link over plain http', 'http://127.0.0.1:8787/p/BJ0001-03', 'BJ0001-03'],
    ['a bare code', 'BJ0001-03', 'BJ0001-03'],
    ['a code in lower case', ' bj0001-03 ', 'BJ0001-03'],
    ['a payment code', 'https://qr.alipay.com/fkx00000', null],
    ['a link with a query', 'https://palm.example/p/BJ0001-03?x=1', null],
    ['a script', 'javascript:alert(1)', null],
    ['nothing', '', null],
    ['a code and more', 'BJ0001-03/../../', null],
    ['something endless', 'A'.repeat(10_000), null],
    ['our link, after endless white', `${' '.repeat(300)}https://palm.example/p/BJ0001-03`, null],
  ])('that is %s', (_, text, code) => {
    expect(parseNozzleCode(text)?.code ?? null).toBe(code)
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const code = parseNozzleCode(text)
        expect(
          code === null || parseNozzleCode(nozzleLink('https://a.example', code.code)),
        ).toBeTruthy()
      }),
    )
  })
})

test.each([
  ['itself', station.location, 0],
  ['a kilometre north', { latitude: 39.9309, longitude: 116.5177 }, 1_001],
  ['Shanghai', { latitude: 31.2304, longitude: 121.4737 }, 1_062_883],
])('the distance to %s', (_, to, metres) => {
  expect(Math.abs(distanceM(station.location, to) - metres)).toBeLessThan(metres / 100 + 1)
})

test.each([
  ['https://palm.example/p/BJ0001', { stationCode: 'BJ0001', isLink: true }],
  ['https://palm.example/p/bj0001', { stationCode: 'BJ0001', isLink: true }],
  [' BJ0001 ', { stationCode: 'BJ0001', isLink: false }],
  ['BJ0001-03', null],
  ['https://palm.example/p/BJ0001-03', null],
  ['https://palm.example/q/BJ0001', null],
  ['B', null],
  ['x'.repeat(300), null],
])('the code of a station is read from %j', (text, expected) => {
  expect(parseStationCode(text)).toEqual(expected)
})
