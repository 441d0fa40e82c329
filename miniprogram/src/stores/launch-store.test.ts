import { DAY_MS } from '@palm/shared/kernel/instant'
import { agentIdFor, agentLink } from '@palm/shared/order/entry/agent-code'
import type { LaunchQuery } from '../platform/ports'
import type { EntryChannel } from '@palm/shared/order/entry/channel'
import { aClock, aStorage } from '@palm/client/testing/phone'
import { Arrivals } from './arrivals'
import { LaunchStore } from './launch-store'

const code = (text: string): LaunchQuery => ({ scene: text })

function launched(launchQuery: LaunchQuery) {
  let show: (query: LaunchQuery) => void = () => undefined
  const clock = aClock()
  const channels: EntryChannel[] = []
  const wallet = { launchQuery, onAppShow: (listener: typeof show) => (show = listener) }
  const arrivals = { arrive: (channel: EntryChannel) => void channels.push(channel) }
  const store = new LaunchStore(wallet, clock, arrivals)
  return { channels, clock, store, show: (query: LaunchQuery) => show(query) }
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

const AGENT = agentIdFor('ZHAOYANG1')

describe('the channel of a start', () => {
  const scanned = (link: string): LaunchQuery => ({ q: encodeURIComponent(link) })
  test.each<[string, LaunchQuery, EntryChannel | null]>([
    [
      'an agent’s link',
      scanned(agentLink('https://pay.example.com', AGENT)),
      { kind: 'agent-code', agentId: AGENT },
    ],
    ['an agent’s link in Alipay', { qrCode: `a/${AGENT}` }, { kind: 'agent-code', agentId: AGENT }],
    ['a misread agent’s link', scanned('https://pay.example.com/a/ZHAOYANG'), null],
    ['the code of a nozzle', scanned('https://pay.example.com/p/BJ0001-03'), null],
    ['the menu of the life account', { from: 'life-account' }, { kind: 'life-account' }],
    ['the service page', { from: 'fuel-service' }, { kind: 'fuel-service' }],
    ['a service message', { orderId: 'order:1', from: 'message' }, { kind: 'message' }],
    [
      'a member’s card',
      { from: 'share', by: '0'.repeat(20) },
      { kind: 'share', memberId: `member:${'0'.repeat(20)}` },
    ],
    ['a card of an unknown sender', { from: 'share' }, { kind: 'share', memberId: null }],
    ['something else', { from: 'moon' }, null],
    ['nothing', {}, null],
  ])('by %s', (_, query, channel) => {
    const cold = launched(query)
    expect(cold.channels).toEqual(channel ? [channel] : [])
    const warm = launched({})
    warm.show({})
    warm.show(query)
    expect(warm.channels).toEqual(channel ? [channel] : [])
  })
})

test('an order says how it was opened, and who had brought the driver in the days before', async () => {
  const clock = aClock()
  const storage = aStorage()
  const arrivals = new Arrivals(clock, storage)
  expect(arrivals.came(null)).toEqual({ by: { kind: 'home' }, touches: null })
  arrivals.arrive({ kind: 'agent-code', agentId: AGENT })
  const touch = { channel: { kind: 'agent-code', agentId: AGENT }, atMs: clock.now() }
  const touches = { first: touch, last: touch }
  expect(arrivals.came('nozzle-code')).toEqual({ by: { kind: 'nozzle-code' }, touches })
  const restarted = new Arrivals(clock, storage)
  expect(restarted.came(null)).toEqual({ by: { kind: 'home' }, touches })
  await clock.pass(30 * DAY_MS)
  expect(restarted.came(null).touches).toBeNull()
})
