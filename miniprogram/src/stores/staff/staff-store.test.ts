import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { aDuty, aStaff } from '@palm/client/testing/builders'
import { aStorage, countingIds } from '@palm/client/testing/phone'
import { StaffStore } from './staff-store'

function open(answers: Answers, storage = aStorage()) {
  const api = anApi(answers)
  return { api, storage, store: new StaffStore({ api, newId: countingIds(), storage }) }
}

const offDuty = aStaff({ duty: null })

test('joining makes the member staff', async () => {
  const { store } = open({ 'staff.join': always<'staff.join'>(offDuty) })
  expect(await store.join('7K2M9QXA')).toBe(true)
  expect(store.me).toEqual({ at: 'ready', value: offDuty })
})

test('a refused code shows why', async () => {
  const { store } = open({ 'staff.join': () => refuse({ code: 'invitation/used' }) })
  expect(await store.join('7K2M9QXA')).toBe(false)
  expect(store).toMatchObject({ busy: false, refusal: { code: 'invitation/used' } })
})

test('starting a duty keeps the hour keys on the phone, for an app without network', async () => {
  const { storage, store } = open({
    'staff.me': always<'staff.me'>(offDuty),
    'staff.startDuty': always<'staff.startDuty'>(aDuty()),
  })
  await store.load()
  await store.startDuty('station:bj0001')
  const { store: again } = open(
    { 'staff.me': () => refuse({ code: 'client/offline' }) },
    aStorage(storage.kept),
  )
  await again.load()
  expect(again.duty).toEqual(aDuty())
})

test('each duty has its own number', async () => {
  const { api, store } = open({
    'staff.me': always<'staff.me'>(offDuty),
    'staff.startDuty': always<'staff.startDuty'>(aDuty()),
  })
  await store.load()
  await store.startDuty('station:bj0001')
  await store.startDuty('station:bj0001')
  const numbers = api.requestsOf('staff.startDuty').map(({ dutyId }) => dutyId)
  expect(new Set(numbers).size).toBe(2)
})

test('the keys are deleted with the duty', async () => {
  const { storage, store } = open({
    'staff.me': always<'staff.me'>(aStaff()),
    'staff.endDuty': always<'staff.endDuty'>(offDuty),
  })
  await store.load()
  await store.endDuty()
  expect(open({}, aStorage(storage.kept)).store.duty).toBeNull()
})

test.each(['caller/forbidden'] as const)(
  'a person who is no longer staff (%s) keeps nothing',
  async (code) => {
    const answers = [ok(aStaff()), refuse({ code })]
    const { storage, store } = open({ 'staff.me': () => answers.shift()! })
    await store.load()
    await store.load()
    expect(store.me).toEqual({ at: 'refused', refusal: { code } })
    expect(storage.kept.size).toBe(0)
  },
)

test('two taps act once', async () => {
  const { api, store } = open({
    'staff.me': always<'staff.me'>(offDuty),
    'staff.startDuty': always<'staff.startDuty'>(aDuty()),
  })
  await store.load()
  await Promise.all([store.startDuty('station:bj0001'), store.startDuty('station:bj0001')])
  expect(api.asked).toEqual(['staff.me', 'staff.startDuty'])
})
