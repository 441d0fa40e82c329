import { ok, refuse } from '@palm/shared/kernel/result'
import { anApi } from '../testing/api'
import { anOrder, OTHER_ORDER_ID } from '../testing/builders'
import { OrdersStore } from './orders-store'

const newer = anOrder()
const older = anOrder({ orderId: OTHER_ORDER_ID })

test('older orders come after the newer ones, to the end', async () => {
  const api = anApi({
    'order.list': ({ beforeMs }) =>
      ok(
        beforeMs === null
          ? { orders: [newer], nextBeforeMs: 7 }
          : { orders: [older], nextBeforeMs: null },
      ),
  })
  const store = new OrdersStore(api)
  await store.load()
  await store.loadMore()
  await store.loadMore()
  expect(store.orders).toEqual({ at: 'ready', value: [newer, older] })
  expect(api.requestsOf('order.list')).toEqual([{ beforeMs: null }, { beforeMs: 7 }])
})

test('older ones that do not come say why, and can be asked for again', async () => {
  const answers = [
    ok({ orders: [newer], nextBeforeMs: 7 }),
    refuse({ code: 'client/no-answer' }),
    ok({ orders: [older], nextBeforeMs: null }),
  ]
  const store = new OrdersStore(anApi({ 'order.list': () => answers.shift()! }))
  await store.load()
  await store.loadMore()
  expect(store).toMatchObject({ refusal: { code: 'client/no-answer' }, loadingMore: false })
  await store.loadMore()
  expect(store).toMatchObject({ refusal: null, orders: { value: [newer, older] } })
})
