import { fen } from '@palm/shared/kernel/fen'
import { refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { anApproval, aStaffOrder, ORDER_ID } from '@palm/client/testing/builders'
import { aClock } from '@palm/client/testing/phone'
import { CorrectionStore } from './correction-store'
import type { AmountKey } from '../../../stores/typed-amount'

const confirmed = aStaffOrder({ status: 'confirmed', dispensedFen: 18_000, payableFen: 18_000 })

function typed(keys: string, answers: Answers = {}) {
  const api = anApi(answers)
  const store = new CorrectionStore({ api, clock: aClock() }, confirmed)
  ;[...keys].forEach((key) => store.typeAmount(key as AmountKey))
  return { api, store }
}

test.each([
  ['', null, false],
  ['179.99', 1, true],
  ['180', 0, false],
  ['200', -2_000, false],
])('typing “%s” refunds %s', (keys, rest, canCorrect) => {
  expect(typed(keys).store).toMatchObject({ rest, canCorrect })
})

test('a correction is sent once and is done', async () => {
  const { api, store } = typed('150', { 'staff.correct': always<'staff.correct'>(confirmed) })
  await Promise.all([store.correct(), store.correct()])
  expect(store.done).toBe(true)
  expect(api.requestsOf('staff.correct')).toEqual([{ orderId: ORDER_ID, dispensedFen: 15_000 }])
})

test('a refused correction gives its reason', async () => {
  const { store } = typed('150', {
    'staff.correct': () => refuse({ code: 'client/offline' }),
  })
  await store.correct()
  expect(store).toMatchObject({ done: false, refusal: { code: 'client/offline' }, busy: false })
})

test('a correction beyond the limit asks a manager', async () => {
  const { api, store } = typed('1', {
    'staff.correct': () => refuse({ code: 'approval/needed', backFen: fen(17_900) }),
    'staff.ask': always<'staff.ask'>(anApproval({ kind: 'correct' })),
  })
  await store.correct()
  store.asking!.choose('wrong-amount')
  store.asking!.write('油机上是 1 元')
  await store.asking!.ask()
  store.stopAsking()
  expect(store).toMatchObject({ asked: true, done: false, refusal: null })
  expect(api.requestsOf('staff.ask')).toEqual([
    {
      orderId: ORDER_ID,
      asked: { kind: 'correct', dispensedFen: 100 },
      why: { reason: 'wrong-amount', note: '油机上是 1 元' },
    },
  ])
})
