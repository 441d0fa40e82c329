import type { ContractView } from '@palm/shared/api/contract'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { aContractView, anOfferView } from '@palm/client/testing/contracts'
import { NOON } from '@palm/client/testing/phone'
import { ContractsStore } from './contracts-store'

const cancelled = aContractView({
  contractId: 'contract:old',
  state: { status: 'cancelled', reason: 'withdrawn', cancelledAtMs: NOON },
})

function open(answers: Answers = {}, contracts: readonly ContractView[] = [aContractView()]) {
  const api = anApi({
    'contract.offers': always<'contract.offers'>({ offers: [anOfferView()] }),
    'contract.mine': always<'contract.mine'>({ contracts }),
    ...answers,
  })
  return { api, contracts: new ContractsStore({ api }) }
}

test('running and ended contracts are separate, and each is found by its number', async () => {
  const { contracts } = open({}, [aContractView(), cancelled])
  await contracts.load()
  expect(contracts.running.map(({ contractId }) => contractId)).toEqual(['contract:1'])
  expect(contracts.over).toEqual([cancelled])
  expect(contracts.contractOf('contract:old')).toEqual(cancelled)
  expect(contracts.offerOf('contract-template:taxi')).toEqual(anOfferView())
  expect(contracts.offerOf('contract-template:gone')).toBeNull()
})

test('loaded contracts stay when they cannot be reloaded', async () => {
  const answers = [ok({ contracts: [cancelled] }), refuse({ code: 'client/offline' })]
  const { contracts } = open({ 'contract.mine': () => answers.shift()! })
  await contracts.load()
  await contracts.load()
  expect(contracts.over).toEqual([cancelled])
})

test('withdrawing shows the result, or why it was refused', async () => {
  const answers = [refuse({ code: 'contract/binding' }), ok(cancelled)]
  const { api, contracts } = open({ 'contract.cancel': () => answers.shift()! })
  await contracts.cancel('contract:1')
  expect(contracts).toMatchObject({ refusal: { code: 'contract/binding' }, cancelling: false })
  await contracts.cancel('contract:1')
  expect(contracts.refusal).toBeNull()
  expect(api.asked.filter((name) => name === 'contract.mine')).toHaveLength(2)
})

test('two taps withdraw once', async () => {
  const { api, contracts } = open({ 'contract.cancel': always<'contract.cancel'>(cancelled) })
  await Promise.all([contracts.cancel('contract:1'), contracts.cancel('contract:1')])
  expect(api.requestsOf('contract.cancel')).toHaveLength(1)
})

test('the signed text is loaded when it is opened', async () => {
  const text = {
    title: '每升优惠合约',
    paragraphs: ['九十天内加满一千元。'],
    operatorName: '北京朝北',
  }
  const answers = [refuse({ code: 'client/no-answer' }), ok(text)]
  const { contracts } = open({ 'contract.text': () => answers.shift()! })
  expect(contracts.text).toBeNull()
  await contracts.readText('contract:1')
  expect(contracts.text).toMatchObject({ at: 'refused' })
  await contracts.readText('contract:1')
  expect(contracts.text).toEqual({ at: 'ready', value: text })
})

test('the history of a contract and the estimate of an offer are loaded with their screens', async () => {
  const history = { fills: [], savedFen: 1_280 }
  const estimate = { toMs: NOON, breakEven: null }
  const { contracts } = open({
    'contract.history': always<'contract.history'>(history),
    'contract.estimate': always<'contract.estimate'>(estimate),
  })
  expect(contracts).toMatchObject({ history: null, estimate: null })
  await contracts.loadHistory('contract:1')
  await contracts.loadEstimate('contract-template:taxi')
  expect(contracts.history).toEqual({ at: 'ready', value: history })
  expect(contracts.estimate).toEqual({ at: 'ready', value: estimate })
})
