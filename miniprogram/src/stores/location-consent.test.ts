import { aStorage } from '@palm/client/testing/phone'
import { LocationConsent } from './location-consent'

const HERE = { latitude: 39.9, longitude: 116.4 }

/** A wallet that counts how often it was asked. */
function open(storage = aStorage()) {
  const asked: number[] = []
  const wallet = { locate: async () => (asked.push(1), HERE) }
  return { asked, consent: new LocationConsent(storage, wallet), storage }
}

test.each([
  ['before an answer', null, null],
  ['after a no', 'declined', null],
  ['after a yes', 'agreed', HERE],
] as const)('the wallet is asked only after a yes: %s', async (_, answer, expected) => {
  const { asked, consent } = open()
  if (answer) consent.give(answer)
  expect(await consent.locate()).toEqual(expected)
  expect(asked).toHaveLength(answer === 'agreed' ? 1 : 0)
})

test('an answer outlives the app, and is withdrawn as easily', async () => {
  const { consent, storage } = open()
  consent.give('agreed')
  const again = open(storage).consent
  expect(again.answer).toBe('agreed')
  again.give('declined')
  expect(await again.locate()).toBeNull()
})

test('other values count as no answer', () => {
  const storage = aStorage()
  storage.write('location-consent', true)
  expect(open(storage).consent.answer).toBeNull()
})
