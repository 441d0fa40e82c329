import { fen } from '@palm/shared/kernel/fen'
import { SECOND_MS } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi } from '@palm/client/testing/api'
import { ORDER_ID } from '@palm/client/testing/builders'
import { aClock } from '@palm/client/testing/phone'
import { backWords } from '../../words/back'
import { RestStore } from './rest-store'

function open(payable: number | null, answers: Answers = {}) {
  const api = anApi(answers)
  const clock = aClock()
  const payableFen = payable === null ? null : fen(payable)
  const back = new RestStore(
    { api, clock },
    { orderId: ORDER_ID, amountFen: fen(20_000), payableFen },
  )
  return { api, back, clock }
}

test('without benefits it is the undispensed amount, without a request', () => {
  const { api, back } = open(20_000)
  back.of(fen(15_000))
  expect(back.rest).toEqual({ at: 'known', backFen: 5_000, couponsBack: 0 })
  back.of(null)
  expect([back.rest, api.asked]).toEqual([null, []])
})

test('with benefits the server prices the order again, once typing stops', async () => {
  const { api, back, clock } = open(17_488, {
    'staff.preview': () => ok({ payableFen: 9_744, backFen: 7_744, couponsBack: 1 }),
  })
  back.of(fen(1_000))
  back.of(fen(10_000))
  expect(backWords(back.rest)).toBe('正在算退多少…')
  await clock.pass(SECOND_MS)
  expect(api.requestsOf('staff.preview')).toEqual([{ orderId: ORDER_ID, dispensedFen: 10_000 }])
  expect(backWords(back.rest)).toBe('没加完的 ¥77.44 会原路退给司机，还给他 1 张券')
})

test('the full amount needs no request, nor does an order known from the screen only', () => {
  const whole = open(17_488)
  whole.back.of(fen(20_000))
  expect(whole.back.rest).toMatchObject({ backFen: 0 })
  const shown = open(null)
  shown.back.of(fen(10_000))
  expect(shown.back.rest).toEqual({ at: 'unknown' })
})

test('without network it is announced as still to be computed', async () => {
  const { back, clock } = open(17_488, {
    'staff.preview': () => refuse({ code: 'client/offline' }),
  })
  back.of(fen(10_000))
  await clock.pass(SECOND_MS)
  expect(backWords(back.rest)).toContain('联网后')
})
