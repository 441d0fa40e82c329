import { phoneNetwork } from './phone-network'

test.each([
  ['says nothing of it', {}, true],
  ['does not answer', { getNetworkType: () => Promise.reject(new Error('gone')) }, true],
  ['says that there is none', { getNetworkType: async () => ({ networkType: 'none' }) }, false],
  ['says that there is one', { getNetworkType: async () => ({ networkType: '4g' }) }, true],
])('a phone that %s', async (_, apis, isOnline) => {
  const network = phoneNetwork(apis)
  await Promise.resolve()
  expect(network.isOnline()).toBe(isOnline)
})

test('every change is told, and none twice', () => {
  let change: (to: { isConnected: boolean }) => void = () => undefined
  const network = phoneNetwork({ onNetworkStatusChange: (listener) => void (change = listener) })
  const told: boolean[] = []
  network.onChange((online) => void told.push(online))
  for (const isConnected of [true, false, false, true]) change({ isConnected })
  expect(told).toEqual([false, true])
})
