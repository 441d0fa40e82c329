import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi } from '@palm/client/testing/api'
import { aContractView, anOfferView } from '@palm/client/testing/contracts'
import { countingIds } from '@palm/client/testing/phone'
import { SigningStore } from './signing-store'

function open(answer: Answers['contract.sign']) {
  const api = anApi({ 'contract.sign': answer! })
  let entered = 0
  const enter = async () => void (entered += 1)
  const signing = new SigningStore({ api, newId: countingIds(), enter })
  return { api, signing, enteredTimes: () => entered }
}

const numbersIn = ({ api }: ReturnType<typeof open>) =>
  api.requestsOf('contract.sign').map(({ contractId }) => contractId)

test('sends the text that was read, and whether the driver agreed', async () => {
  const { api, signing } = open(() => ok(aContractView()))
  await signing.sign(anOfferView())
  signing.toggleAgreed()
  expect(await signing.sign(anOfferView())).toBe('contract:1')
  const read = { templateId: 'contract-template:taxi', version: 3, textHash: 'h3' }
  expect(api.requestsOf('contract.sign')).toMatchObject([
    { ...read, consent: null },
    { ...read, consent: 'ticked' },
  ])
})

test('retrying a signature with a lost answer keeps the contract', async () => {
  const answers = [refuse({ code: 'client/no-answer' }), ok(aContractView()), ok(aContractView())]
  const opened = open(() => answers.shift()!)
  for (const _ of [1, 2, 3]) await opened.signing.sign(anOfferView())
  const [lost, again, another] = numbersIn(opened)
  expect(again).toBe(lost)
  expect(another).not.toBe(lost)
})

test('two taps sign once', async () => {
  const opened = open(() => ok(aContractView()))
  const { signing } = opened
  await Promise.all([signing.sign(anOfferView()), signing.sign(anOfferView())])
  expect(numbersIn(opened)).toHaveLength(1)
})

test('another text needs a new agreement', async () => {
  const { signing } = open(() => refuse({ code: 'contract/other-text' }))
  signing.toggleAgreed()
  expect(await signing.sign(anOfferView())).toBeNull()
  expect(signing).toMatchObject({ agreed: false, refusal: { code: 'contract/other-text' } })
})

test('creates the member on the first visit', async () => {
  const answers = [refuse({ code: 'member/unknown' }), ok(aContractView())]
  const opened = open(() => answers.shift()!)
  expect(await opened.signing.sign(anOfferView())).toBe('contract:1')
  const [first, again] = numbersIn(opened)
  expect([opened.enteredTimes(), opened.signing.refusal, again]).toEqual([1, null, first])
})
