import { always } from '@palm/client/testing/api'
import { anOrder } from '@palm/client/testing/builders'
import { fen } from '@palm/shared/kernel/fen'
import { millilitre } from '@palm/shared/kernel/volume'
import { choose, opened } from '../../../testing/cashier-scene'

const order = anOrder({ status: 'paid' })
const pays = {
  'order.place': always<'order.place'>({ order, wallet: null }),
  'order.reportPayment': always<'order.reportPayment'>(order),
}

const CAR = { plate: '京A12345', gradeId: 'petrol-92', tankMl: millilitre(50_000) } as const
const habits = () => ({ vehicles: [CAR], lastFillFen: fen(20_000) })

test('a slip of the finger is asked about once, and another one again', async () => {
  const scene = await opened(pays, 'said-paid', { habits })
  await choose(scene, '2000')
  await scene.cashier.pay()
  expect(scene.cashier.doubt).toMatchObject({
    isClosed: false,
    tooMuch: { tankMl: 50_000, lastFillFen: 20_000 },
  })
  scene.cashier.dropDoubt()
  await choose(scene, '3000')
  await scene.cashier.pay()
  await scene.cashier.payAnyway()
  expect(scene.api.requestsOf('order.place')).toMatchObject([
    { amountFen: 300_000, plate: '京A12345' },
  ])
})

test('the car may be left out, and its tank with it', async () => {
  const scene = await opened(pays, 'said-paid', { habits })
  scene.cashier.usual.choose(null)
  await choose(scene, '700')
  await scene.cashier.pay()
  expect(scene.api.requestsOf('order.place')).toMatchObject([{ plate: null }])
})

test('a full tank is a preset only, and a sixth digit is refused', async () => {
  const { cashier } = await opened(pays, 'said-paid', { habits })
  expect([cashier.usual.lastYuan, cashier.fullYuan]).toEqual(['200', null])
  cashier.chooseWay('pay-first')
  expect(cashier.fullYuan).toBe('400')
  cashier.setTyping(true)
  for (const key of '123456') cashier.typeAmount(key as '1')
  expect([cashier.amountText, cashier.overflow]).toEqual(['12345', true])
  cashier.typeAmount('back')
  expect([cashier.amountText, cashier.overflow]).toEqual(['1234', false])
})
