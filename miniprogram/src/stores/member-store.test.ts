import type { MemberView } from '@palm/shared/api/member'
import { refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { aStorage } from '@palm/client/testing/phone'
import { MemberStore } from './member-store'

const profile = {
  nickname: '张女士',
  usualGradeId: 'petrol-92',
  plate: '京A12345',
  birthday: null,
} as const
const vehicles = [{ plate: '京A12345', gradeId: 'petrol-92', tankMl: null }] as const
const shown = { ...profile, vehicles }
const member = (overrides: Partial<MemberView> = {}): MemberView => ({
  memberId: 'member:00000000000000zhang0',
  provider: 'wechat',
  profile: null,
  staffName: null,
  loyalty: { points: null, level: null },
  storedValue: null,
  phone: null,
  ...overrides,
})

const open = (answers: Answers, storage = aStorage()) => ({
  storage,
  store: new MemberStore(anApi(answers), storage),
})
const enters = (view: MemberView) => ({ 'member.enter': always<'member.enter'>(view) })

test('a member without a profile is new, until they decline', async () => {
  const { storage, store } = open(enters(member()))
  expect(store.isNew).toBe(false)
  await store.enter()
  expect(store.isNew).toBe(true)
  store.skipProfile()
  const { store: again } = open(enters(member()), aStorage(storage.kept))
  await again.enter()
  expect([store.isNew, again.isNew]).toEqual([false, false])
})

test('a number is asked for while there is none, until the driver declines', async () => {
  const { storage, store } = open(enters(member()))
  expect(store.mayBind).toBe(false)
  await store.enter()
  expect(store.mayBind).toBe(true)
  store.skipPhone()
  const { store: again } = open(enters(member()), aStorage(storage.kept))
  await again.enter()
  expect([store.mayBind, again.mayBind, again.isNew]).toEqual([false, false, true])
  const { store: bound } = open(enters(member({ phone: '138****0000' })))
  await bound.enter()
  expect(bound.mayBind).toBe(false)
})

test('a saved profile is shown', async () => {
  const { store } = open({
    ...enters(member()),
    'member.saveProfile': always<'member.saveProfile'>(member({ profile: shown })),
  })
  await store.enter()
  expect(await store.saveProfile(profile)).toBe(true)
  expect(store).toMatchObject({ profile, isNew: false, saving: false })
})

test('a failed save shows why, and keeps the old profile', async () => {
  const { store } = open({
    ...enters(member({ profile: shown })),
    'member.saveProfile': () => refuse({ code: 'client/offline' }),
  })
  await store.enter()
  expect(await store.saveProfile({ ...profile, nickname: '李' })).toBe(false)
  expect(store).toMatchObject({ profile, refusal: { code: 'client/offline' }, saving: false })
})
