import type { FunctionCall } from '@palm/client/ports'
import { aHome } from '@palm/client/testing/home'
import { aStaffOrder, ORDER_ID } from '@palm/client/testing/builders'
import { aClock, aNetwork, aStorage, countingBytes, NOON, rest } from '@palm/client/testing/phone'
import { aWallet } from '../testing/wallet'
import { openAppStores } from './app-stores'

const REPLIES: Readonly<Record<string, unknown>> = {
  'member.home': aHome(),
  'staff.confirm': aStaffOrder({ status: 'confirmed' }),
}

function open() {
  const answer = ({ action }: FunctionCall) => ({ ok: true, reply: REPLIES[action] })
  const { calls, wallet } = aWallet(answer)
  const network = aNetwork()
  const stores = openAppStores({
    announce: () => undefined,
    copy: () => Promise.resolve(true),
    showFile: () => Promise.resolve(true),
    clock: aClock(),
    network,
    openWorkbook: null,
    randomBytes: countingBytes(),
    shareLink: null,
    stationMap: null,
    storage: aStorage(),
    wallet,
  })
  return { calls, network, stores }
}

test('sends pending confirmations when the network is back', async () => {
  const { calls, network, stores } = open()
  network.turn(false)
  expect(stores.network.online).toBe(false)
  const proof = { kind: 'digits', digits: '418073', atMs: NOON } as const
  stores.book.confirmLater({
    confirmation: { orderId: ORDER_ID, dispensedFen: 20_000, proof },
    nozzleNumber: 3,
    amountFen: 20_000,
  })
  network.turn(true)
  await rest()
  expect(calls.map(({ action }) => action).sort()).toEqual(['member.home', 'staff.confirm'])
  expect(stores.book.pending).toEqual([])
  expect(stores.member.member).toEqual({ at: 'ready', value: aHome().member })
})
