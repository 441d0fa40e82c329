import { anOwnStation } from '@palm/client/testing/home'
import { listedStations, nearestOf, NEAR_M, type StationChoice } from './station-list'

const station = (name: string, distanceM: number | null, pricePerLitreFen: number) =>
  anOwnStation({
    stationId: `station:${name}`,
    name,
    address: `${name}路 1 号`,
    distanceM,
    prices: [
      {
        gradeId: 'petrol-92',
        gradeName: '92# 汽油',
        pumpPriceFen: 800,
        own: { pricePerLitreFen, kind: 'level', title: '会员价' },
      },
    ],
  })

const near = station('near', 200, 790)
const cheap = station('cheap', NEAR_M, 770)
const far = station('far', NEAR_M + 1, 700)
const ALL = [far, near, cheap]

const names = (changes: Partial<StationChoice>, stations = ALL) =>
  listedStations(stations, {
    sort: 'overall',
    gradeId: 'petrol-92',
    query: '',
    facility: null,
    only: null,
    ...changes,
  }).map(({ station: { name } }) => name)

test.each<[string, Partial<StationChoice>, string[]]>([
  ['by distance', { sort: 'nearest' }, ['near', 'cheap', 'far']],
  ['by the own price', { sort: 'cheapest' }, ['far', 'cheap', 'near']],
  ['by a part of the name', { query: ' ear ' }, ['near']],
  ['by a part of the address', { query: 'far路' }, ['far']],
  ['only chosen ones', { only: new Set(['station:near'] as const) }, ['near']],
  ['none that does not sell the grade', { gradeId: 'diesel-0' }, []],
])('stations are listed %s', (_, changes, expected) => {
  expect(names(changes)).toEqual(expected)
})

test('without a place the order is by price, then by name', () => {
  const unplaced = [station('b', null, 790), station('a', null, 790), station('c', null, 770)]
  expect(names({}, unplaced)).toEqual(['c', 'a', 'b'])
  expect(names({ sort: 'nearest' }, unplaced)).toEqual(['a', 'b', 'c'])
})

test.each([
  ['a fen a litre is not worth 7 km', 8_000, 789, ['close', 'other']],
  ['thirty fen are', 8_000, 760, ['other', 'close']],
  ['beyond the radius nothing is', NEAR_M + 1, 500, ['close', 'other']],
])('overall: %s', (_, distanceM, price, expected) => {
  expect(names({}, [station('other', distanceM, price), station('close', 1_000, 790)])).toEqual(
    expected,
  )
})

test('only the stations that have a facility are listed', () => {
  const washing = { ...far, facilities: ['car-wash'] as const }
  expect(names({ facility: 'car-wash' }, [near, washing])).toEqual(['far'])
})

test('the nearest station that accepts a coupon is told, where distances are known', () => {
  expect(nearestOf(ALL, null)).toBe(near)
  expect(nearestOf(ALL, [far.stationId, cheap.stationId])).toBe(cheap)
  expect(nearestOf(ALL, [])).toBeNull()
  expect(nearestOf([{ ...near, distanceM: null }], null)).toBeNull()
})
