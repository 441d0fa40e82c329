import type { LaunchQuery } from '../platform/ports'
import { aClock } from '@palm/client/testing/phone'
import { LaunchStore } from './launch-store'

const code = (text: string): LaunchQuery => ({ scene: text })

function launched(launchQuery: LaunchQuery) {
  let show: (query: LaunchQuery) => void = () => undefined
  const clock = aClock()
  const store = new LaunchStore({ launchQuery, onAppShow: (listener) => (show = listener) }, clock)
  return { clock, store, show: (query: LaunchQuery) => show(query) }
}

test('a cold start with a code hands it over once', () => {
  const { store } = launched(code('BJ0001-03'))
  expect([store.take(), store.take()]).toEqual(['BJ0001-03', null])
})

test('the show event after a cold start brings nothing new', () => {
  const { show, store } = launched(code('BJ0001-03'))
  store.take()
  show(code('BJ0001-03'))
  expect(store.pending).toBeNull()
})

test('a warm start with a code brings it', () => {
  const { show, store } = launched({})
  show({})
  show(code('BJ0001-03'))
  expect(store.take()).toBe('BJ0001-03')
})

test('the same code scanned again later is a new scan', async () => {
  const { clock, show, store } = launched(code('BJ0001-03'))
  store.take()
  await clock.pass(3_000)
  show(code('BJ0001-03'))
  expect(store.take()).toBe('BJ0001-03')
})

test('returning without a code keeps a waiting one', () => {
  const { show, store } = launched({})
  show(code('BJ0001-03'))
  show({})
  expect(store.take()).toBe('BJ0001-03')
})

test('a code that could not be opened is put back, but not over a newer one', () => {
  const { show, store } = launched(code('BJ0001-03'))
  const first = store.take()
  show({})
  show(code('BJ0001-05'))
  if (first !== null) store.putBack(first)
  expect(store.take()).toBe('BJ0001-05')
})
