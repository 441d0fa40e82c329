import { ok, refuse } from '@palm/shared/kernel/result'
import { anApi } from '@palm/client/testing/api'
import { anOwnStation } from '@palm/client/testing/home'
import { StationStore } from './station-store'

const PAGE = { station: anOwnStation(), planned: [], coupons: [], contracts: [] }
const PLACE = { latitude: 39.9, longitude: 116.4 }

test('a newcomer becomes a member, and sees the page with its distance', async () => {
  const answers = [refuse({ code: 'member/unknown' } as const), ok(PAGE)]
  const api = anApi({ 'station.page': () => answers.shift()! })
  let entered = 0
  const ports = {
    api,
    wallet: { locate: async () => PLACE },
    enter: async () => void (entered += 1),
  }
  const store = new StationStore(ports, 'station:bj0001')
  await store.load()
  expect(entered).toBe(1)
  expect(api.requestsOf('station.page')[1]).toEqual({
    stationId: 'station:bj0001',
    location: PLACE,
  })
  expect(store.page).toEqual({ at: 'ready', value: PAGE })
})
