import type { MemberView } from '@palm/shared/api/member'
import { ok, refuse } from '@palm/shared/kernel/result'
import { anApi, type Answers } from '@palm/client/testing/api'
import { aHome } from '@palm/client/testing/home'
import { aStorage } from '@palm/client/testing/phone'
import { HomeStore } from './home-store'

const PLACE = { latitude: 39.9, longitude: 116.4 }
const home = (usable: number) => aHome({ coupons: { usable, expiring: null } })

function open(answer: NonNullable<Answers['member.home']>, storage = aStorage()) {
  const known: MemberView[] = []
  const api = anApi({ 'member.home': answer })
  const wallet = { locate: async () => PLACE }
  const know = (member: MemberView) => void known.push(member)
  return { api, known, storage, store: new HomeStore({ api, know, storage, wallet }) }
}

test('one call brings the whole screen, and the member', async () => {
  const { api, known, store } = open(() => ok(home(3)))
  expect(store.home).toEqual({ at: 'loading' })
  await store.load()
  expect(api.asked).toEqual(['member.home'])
  expect(api.requestsOf('member.home')).toEqual([{ location: PLACE }])
  expect(store).toMatchObject({ isFresh: true, located: true, view: { coupons: { usable: 3 } } })
  expect(known).toEqual([home(3).member])
})

test('the next start shows what was seen last until the server has answered', async () => {
  const { storage, store } = open(() => ok(home(3)))
  await store.load()
  const next = open(() => ok(home(4)), storage).store
  expect(next).toMatchObject({ isFresh: false, view: { coupons: { usable: 3 } } })
  await next.load()
  expect(next).toMatchObject({ isFresh: true, view: { coupons: { usable: 4 } } })
})

test.each([['nothing'], [null], [{ member: {} }], [{ openOrders: [], coupons: {} }]])(
  'data of another form is not shown: %j',
  (kept) => {
    const storage = aStorage()
    storage.write('home-1', kept)
    expect(open(() => ok(home(0)), storage).store.home).toEqual({ at: 'loading' })
  },
)

test('an answer that comes late does not replace a newer one', async () => {
  const waiting: ((usable: number) => void)[] = []
  const { store } = open(
    () => new Promise((resolve) => waiting.push((usable) => resolve(ok(home(usable))))),
  )
  const loads = [store.load(), store.load()]
  while (waiting.length < 2) await Promise.resolve()
  waiting[1]!(2)
  await loads[1]
  waiting[0]!(1)
  await loads[0]
  expect(store.view?.coupons.usable).toBe(2)
})

test('a failure keeps what is shown, and is shown where there is nothing', async () => {
  const answers = [refuse({ code: 'client/offline' } as const), ok(home(3))]
  const { store } = open(() => answers.shift() ?? refuse({ code: 'client/offline' }))
  await store.load()
  expect(store.home).toEqual({ at: 'refused', refusal: { code: 'client/offline' } })
  await store.load()
  await store.load()
  expect(store.view?.coupons.usable).toBe(3)
})
