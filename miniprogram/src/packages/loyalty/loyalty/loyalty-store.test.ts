import type { LoyaltyDetails } from '@palm/shared/api/member'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi } from '@palm/client/testing/api'
import { LoyaltyStore } from './loyalty-store'

const NOTHING: LoyaltyDetails = { points: null, level: null, birthday: null, expiring: [] }

function open(loyalty: NonNullable<Answers['member.loyalty']>) {
  const entered: string[] = []
  const enter = async () => void entered.push('entered')
  return { entered, store: new LoyaltyStore({ api: anApi({ 'member.loyalty': loyalty }), enter }) }
}

test('creates the member on the first visit', async () => {
  const answers = [refuse({ code: 'member/unknown' }), ok(NOTHING)]
  const { entered, store } = open(() => answers.shift()!)
  await store.load()
  expect([store.details, entered]).toEqual([{ at: 'ready', value: NOTHING }, ['entered']])
})

test('keeps the earlier value if reloading fails', async () => {
  const answers = [ok(NOTHING), refuse({ code: 'client/offline' })]
  const { store } = open(() => answers.shift()!)
  await store.load()
  await store.load()
  expect(store.details).toEqual({ at: 'ready', value: NOTHING })
})

test('shows why loading failed', async () => {
  const { store } = open(() => refuse({ code: 'client/offline' }))
  await store.load()
  expect(store.details).toMatchObject({ at: 'refused', refusal: { code: 'client/offline' } })
})
