import { ok, refuse } from '@palm/shared/kernel/result'
import { anApi, always } from '@palm/client/testing/api'
import { aStation } from '@palm/client/testing/builders'
import { StationsStore } from './stations-store'

const price = (gradeId: 'petrol-92' | 'diesel-0', pumpPriceFen: number) => ({
  gradeId,
  gradeName: gradeId,
  pumpPriceFen,
})
const near = aStation({ stationId: 'station:near', prices: [price('petrol-92', 800)] })
const cheap = aStation({
  stationId: 'station:cheap',
  prices: [price('petrol-92', 781), price('diesel-0', 744)],
})
const diesel = aStation({ stationId: 'station:diesel', prices: [price('diesel-0', 730)] })

const PLACE = { latitude: 39.9, longitude: 116.4 }

function open(location: typeof PLACE | null = PLACE) {
  const api = anApi({
    'station.nearby': always<'station.nearby'>({ stations: [near, cheap, diesel] }),
  })
  return { api, store: new StationsStore(api, { locate: async () => location }) }
}

test.each([
  ['a known place', PLACE, true],
  ['an unknown place', null, false],
])('%s is sent unchanged', async (_, location, located) => {
  const { api, store } = open(location)
  await store.load()
  expect(api.requestsOf('station.nearby')).toEqual([{ location }])
  expect(store).toMatchObject({ located, nearest: near })
})

test('only grades that are sold are offered', async () => {
  const { store } = open()
  await store.load()
  expect(store.grades.map(({ id }) => id)).toEqual(['petrol-92', 'diesel-0'])
})

test('the prices of a station are ordered as on its sign', async () => {
  const mixed = aStation({ prices: [price('diesel-0', 744), price('petrol-92', 781)] })
  const api = anApi({ 'station.nearby': always<'station.nearby'>({ stations: [mixed] }) })
  const store = new StationsStore(api, { locate: async () => null })
  await store.load()
  expect(store.nearest?.prices.map(({ gradeId }) => gradeId)).toEqual(['petrol-92', 'diesel-0'])
})

test.each([
  ['distance', [near, cheap, diesel]],
  ['petrol-92', [cheap, near]],
  ['diesel-0', [diesel, cheap]],
] as const)('sorted by %s', async (order, stations) => {
  const { store } = open()
  await store.load()
  store.orderBy(order)
  expect(store.ordered).toEqual(stations)
})

test('a refusal is shown while there is no list, and does not remove one later', async () => {
  const answers = [refused, ok({ stations: [near] }), refused]
  const api = anApi({ 'station.nearby': () => answers.shift()! })
  const store = new StationsStore(api, { locate: async () => null })
  await store.load()
  expect(store.stations).toEqual({ at: 'refused', refusal: { code: 'client/offline' } })
  await store.load()
  await store.load()
  expect(store.nearest).toEqual(near)
})

const refused = refuse({ code: 'client/offline' })
