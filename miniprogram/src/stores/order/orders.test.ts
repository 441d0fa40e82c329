import { anApi } from '@palm/client/testing/api'
import { anOrder } from '@palm/client/testing/builders'
import { ok } from '@palm/shared/kernel/result'
import { openOrders } from './orders'

test('orders are a list of pages', async () => {
  const order = anOrder()
  const orders = openOrders(anApi({ 'order.list': () => ok({ orders: [order], nextBeforeMs: 3 }) }))
  await orders.load()
  expect(orders).toMatchObject({ items: { value: [order] }, nextBeforeMs: 3 })
})
