import { anAccountView } from '@palm/client/testing/account'
import { type Answers, anApi } from '@palm/client/testing/api'
import { aClock } from '@palm/client/testing/phone'
import { fen } from '@palm/shared/kernel/fen'
import { ok, refuse } from '@palm/shared/kernel/result'
import { AccountStore } from '../../../stores/account-store'
import { SafetyStore, type Task } from './safety-store'

const GUARDED = { hasPassword: true, freeFen: fen(20_000), perDayFen: null }

async function open(answers: Partial<Answers> = {}, guard: object = GUARDED) {
  const view = anAccountView({ guard: { ...GUARDED, ...guard } })
  const api = anApi({
    'account.get': () => ok(view),
    'account.savePassword': () => ok(view),
    'account.saveLimits': () => ok(view),
    'account.liftLoss': () => ok(view),
    ...answers,
  })
  const account = new AccountStore({ api, clock: aClock(), enter: () => Promise.resolve() })
  await account.load()
  return { api, safety: new SafetyStore(api, account) }
}

async function type(safety: SafetyStore, digits: string): Promise<void> {
  for (const key of digits) await safety.type(key)
}

test.each<[Task['kind'], string, object]>([
  ['set', '918273918273', { password: '918273', current: null }],
  ['change', '111222918273918273', { password: '918273', current: '111222' }],
])('a password is typed twice, after the current one: %s', async (kind, digits, request) => {
  const { api, safety } = await open()
  safety.begin({ kind } as Task)
  await type(safety, digits)
  expect(api.requestsOf('account.savePassword')).toEqual([request])
  expect(safety.task).toBeNull()
})

test('two different entries are typed again, and nothing is sent', async () => {
  const { api, safety } = await open()
  safety.begin({ kind: 'set' })
  await type(safety, '918273918274')
  expect(safety).toMatchObject({ differs: true, entry: 'new' })
  expect(api.requestsOf('account.savePassword')).toEqual([])
})

test('a refused password is asked for again', async () => {
  const wrong = refuse({ code: 'password/wrong', triesLeft: 3 } as const)
  const { safety } = await open({ 'account.liftLoss': () => wrong })
  safety.begin({ kind: 'lift' })
  await type(safety, '918273')
  expect(safety).toMatchObject({ entry: 'current', refusal: wrong.refusal })
})

test.each([
  ['tighter ones are saved at once', { freeFen: 0, perDayFen: 20_000 }, null],
  ['looser ones ask for the password', { freeFen: 50_000, perDayFen: null }, 'limits'],
])('limits: %s', async (_, limits, task) => {
  const { api, safety } = await open()
  await safety.saveLimits({
    freeFen: fen(limits.freeFen),
    perDayFen: limits.perDayFen === null ? null : fen(limits.perDayFen),
  })
  expect(safety.task?.kind ?? null).toBe(task)
  expect(api.requestsOf('account.saveLimits')).toHaveLength(task === null ? 1 : 0)
  if (task === null) return
  await type(safety, '918273')
  expect(api.requestsOf('account.saveLimits')).toMatchObject([{ password: '918273' }])
})
