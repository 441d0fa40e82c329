import { ok, refuse } from '@palm/shared/kernel/result'
import type { GradeId } from '@palm/shared/station/grade'
import { always, anApi, type Answers } from '@palm/client/testing/api'
import { anOwnStation } from '@palm/client/testing/home'
import { aStorage } from '@palm/client/testing/phone'
import { StationsStore } from './stations-store'

const price = (gradeId: GradeId, pumpPriceFen: number) => ({
  gradeId,
  gradeName: gradeId,
  pumpPriceFen,
  own: { pricePerLitreFen: pumpPriceFen, kind: 'pump', title: '枪价' } as const,
})
const near = anOwnStation({
  stationId: 'station:near',
  name: '近站',
  prices: [price('petrol-92', 800)],
})
const mixed = anOwnStation({
  stationId: 'station:mixed',
  name: '综合站',
  prices: [price('petrol-92', 781), price('diesel-0', 744)],
})

const PLACE = { latitude: 39.9, longitude: 116.4 }

interface Opening {
  readonly answers?: Answers
  readonly location?: typeof PLACE | null
  readonly storage?: ReturnType<typeof aStorage>
  readonly usual?: GradeId | null
}

function open({ answers, location = PLACE, storage = aStorage(), usual = null }: Opening = {}) {
  const api = anApi(
    answers ?? { 'station.list': always<'station.list'>({ stations: [near, mixed] }) },
  )
  let entered = 0
  const store = new StationsStore({
    api,
    storage,
    wallet: { locate: async () => location },
    enter: async () => void (entered += 1),
    usualGradeId: () => usual,
  })
  return { api, store, storage, entered: () => entered }
}

test.each([
  ['a known place', PLACE, true],
  ['an unknown place', null, false],
])('%s is sent unchanged', async (_, location, located) => {
  const { api, store } = open({ location })
  await store.load()
  expect(api.requestsOf('station.list')).toEqual([{ location }])
  expect(store).toMatchObject({ located })
})

test('a newcomer becomes a member, and sees the list', async () => {
  const answers = [refuse({ code: 'member/unknown' } as const), ok({ stations: [near] })]
  const { entered, store } = open({ answers: { 'station.list': () => answers.shift()! } })
  await store.load()
  expect(entered()).toBe(1)
  expect(store.listed).toHaveLength(1)
})

test.each<[string, GradeId | null, GradeId]>([
  ['the member’s usual grade', 'diesel-0', 'diesel-0'],
  ['the first that is sold', null, 'petrol-92'],
])('the list opens with %s, and only grades that are sold are offered', async (_, usual, shown) => {
  const { store } = open({ usual })
  await store.load()
  expect(store.gradeId).toBe(shown)
  expect(store.grades.map(({ id }) => id)).toEqual(['petrol-92', 'diesel-0'])
  store.chooseGrade('diesel-0')
  expect(store.listed.map(({ station }) => station.name)).toEqual(['综合站'])
})

test('favourites are kept on the phone, and can be listed alone', async () => {
  const { storage, store } = open()
  await store.load()
  store.toggleFavourite('station:mixed')
  const next = open({ storage }).store
  await next.load()
  expect(next.isFavourite('station:mixed')).toBe(true)
  next.toggleFavouritesOnly()
  expect(next.listed.map(({ station }) => station.name)).toEqual(['综合站'])
  next.toggleFavourite('station:mixed')
  expect(next).toMatchObject({ favourites: [], favouritesOnly: false })
  expect(next.listed).toHaveLength(2)
})

test.each([['nothing'], [{ a: 1 }], [[1, null, 'station']]])(
  'favourites of another form are dropped: %j',
  (kept) => {
    const storage = aStorage()
    storage.write('favourite-stations', kept)
    expect(open({ storage }).store.favourites).toEqual([])
  },
)

test('a coupon shows the stations that accept it; the list without it shows all', async () => {
  const { store } = open()
  await store.load()
  store.search('近')
  store.showFor({ title: '满 200 减 20', stationIds: ['station:mixed'] })
  expect(store.listed.map(({ station }) => station.name)).toEqual(['综合站'])
  store.showFor(null)
  expect(store.listed).toHaveLength(2)
})

test('a refusal is shown while there is no list, and does not remove one later', async () => {
  const offline = refuse({ code: 'client/offline' } as const)
  const answers = [offline, ok({ stations: [near] }), offline]
  const { store } = open({ answers: { 'station.list': () => answers.shift()! } })
  await store.load()
  expect(store.stations).toEqual({ at: 'refused', refusal: { code: 'client/offline' } })
  await store.load()
  await store.load()
  expect(store.listed).toHaveLength(1)
})
