import type { FunctionCall } from '@palm/client/ports'
import { aTransport } from '@palm/client/testing/phone'
import type { Wallet } from '../platform/ports'

/** A wallet with prepared answers, which records the calls. */
export function aWallet(answer: (call: FunctionCall) => unknown, overrides: Partial<Wallet> = {}) {
  const { calls, transport } = aTransport(answer)
  const wallet: Wallet = {
    provider: 'wechat',
    ...transport,
    pay: async () => 'said-paid',
    askForMessages: null,
    phoneButton: { openType: null, answer: async () => 'unavailable' },
    scan: async () => null,
    locate: async () => null,
    showOnMap: () => undefined,
    dial: () => undefined,
    launchQuery: {},
    onAppShow: () => undefined,
    ...overrides,
  }
  return { wallet, calls }
}
