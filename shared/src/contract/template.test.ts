import { DAY_MS, later } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { aContract, aSign, someTerms } from '../testing/builders/contracts'
import { refused, valueOf } from '../testing/results'
import type { Contract } from './contract'
import { settle } from './settle'
import { cancel } from './sign'
import { type ContractTemplate, remembered, signTemplate, type SignTemplate } from './template'

const aTemplate = (changes: Partial<ContractTemplate> = {}): ContractTemplate => ({
  id: 'contract-template:taxi',
  terms: someTerms(),
  paragraphs: ['三十天内加满一千元。'],
  signByMs: null,
  onShow: true,
  ...changes,
})

const aCommand = (changes: Partial<SignTemplate> = {}): SignTemplate => ({
  ...aSign(),
  contractId: 'contract:2',
  version: 3,
  ...changes,
})

const midnight = later(NOON, DAY_MS)
const broken = settle(aContract(), later(NOON, 30 * DAY_MS)).contract

describe('signing a template', () => {
  test.each<[string, Contract[], ContractTemplate | null, Partial<SignTemplate>, string]>([
    ['that does not exist', [], null, {}, 'contract/not-open'],
    ['that is delisted', [], aTemplate({ onShow: false }), {}, 'contract/not-open'],
    ['of which one is running', [aContract()], aTemplate(), {}, 'contract/open-already'],
    ['too soon after a breach', [broken], aTemplate(), {}, 'contract/paused'],
    ['of which another version was read', [], aTemplate(), { version: 2 }, 'contract/other-text'],
    ['after its last day', [], aTemplate({ signByMs: NOON }), {}, 'contract/offer-over'],
    [
      'of which another text was read',
      [],
      aTemplate(),
      { textHash: 'forged' },
      'contract/other-text',
    ],
    ['without agreeing', [], aTemplate(), { consent: null }, 'contract/no-consent'],
  ])('%s is refused', (_, contracts, template, changes, code) => {
    expect(signTemplate(contracts, template, aCommand(changes))).toMatchObject(refused(code))
  })

  test('is accepted in the last millisecond', () => {
    const template = aTemplate({ signByMs: midnight })
    const { contract } = valueOf(
      signTemplate([], template, aCommand({ nowMs: later(midnight, -1) })),
    )
    expect(contract).toMatchObject({
      id: 'contract:2',
      state: { status: 'cooling-off', signing: { version: 3, textHash: 'h3', consent: 'ticked' } },
    })
  })

  test('repeated is one signature, even after the template was removed', () => {
    const { contract } = valueOf(signTemplate([], aTemplate(), aCommand()))
    const again = signTemplate([contract], null, aCommand({ nowMs: midnight }))
    expect(valueOf(again).contract).toBe(contract)
  })
})

test('keeps the last few cancelled contracts and all others', () => {
  const withdrawn = [1, 2, 3, 4, 5, 6].map((number): Contract => {
    const { contract } = valueOf(cancel(aContract(), 'member:1', NOON))
    return { ...contract, id: `contract:${number}` }
  })
  const running = aContract()
  const kept = remembered([running, ...withdrawn, broken], NOON)
  expect(kept).toEqual([running, ...withdrawn.slice(1), broken])
  expect(remembered(kept, NOON)).toBe(kept)
  const years = later(NOON, 1_200 * DAY_MS)
  expect(remembered([running, broken], years)).toEqual([running])
})
